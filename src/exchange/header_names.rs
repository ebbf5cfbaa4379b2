//! The column names that are recognised, in English and Japanese.
//!
//! The English names of the two Partner Center layouts are documented (leads analytics download: "referral analytics data
//! definition"; co-sell bulk file: "bulk operations"). The Japanese ones are not: these are the names a Japanese Partner
//! Center plausibly shows.

use super::Field;

/// A field and the column names that mean it; the first is the documented one.
pub(super) type Names = &'static [(Field, &'static [&'static str])];

/// A column of the program's own export: field, English name, Japanese name.
pub(super) type OwnColumn = (Field, &'static str, &'static str);

/// The columns of the program's own export, in their order. The names are a contract: files written once must stay readable.
pub(super) const OWN_COLUMNS: [OwnColumn; 30] = [
    (Field::LeadlineId, "Leadline ID", "Leadline ID（紹介案件）"),
    (
        Field::PartnerCenterId,
        "Partner Center ID",
        "パートナー センター ID",
    ),
    (Field::Customer, "Customer", "顧客名"),
    (Field::Region, "Country/region", "国/地域"),
    (Field::CompanySize, "Company size", "会社の規模"),
    (Field::Overview, "Overview", "概要"),
    (Field::Stage, "Stage", "段階"),
    (Field::Outcome, "Outcome", "結果"),
    (Field::Presumed, "Presumed", "推定"),
    (Field::ReceivedAt, "Received at (UTC)", "受信日時 (UTC)"),
    (
        Field::InterestedAt,
        "Interested at (UTC)",
        "評価開始日時 (UTC)",
    ),
    (Field::AcceptedAt, "Accepted at (UTC)", "承諾日時 (UTC)"),
    (Field::ArchivedAt, "Archived at (UTC)", "終了日時 (UTC)"),
    (Field::ArchivedFrom, "Archived from", "終了前の段階"),
    (Field::Policy, "Deadline policy", "期限ポリシー"),
    (Field::ExpiresAt, "Expires at (UTC)", "有効期限 (UTC)"),
    (Field::LapseWaived, "Lapse waived", "期限切れ取り消し"),
    (Field::DealValue, "Deal value", "案件金額"),
    (Field::Currency, "Currency", "通貨"),
    (Field::CloseOn, "Closing date", "終了予定日"),
    (Field::Reason, "Reason", "理由"),
    (Field::Owner, "Owner", "担当者"),
    (Field::ContactName, "Contact name", "連絡先氏名"),
    (Field::ContactEmail, "Contact email", "連絡先メール"),
    (Field::ContactPhone, "Contact phone", "連絡先電話番号"),
    (Field::Details, "Request", "情報請求の全文"),
    (Field::Notes, "Notes", "メモ"),
    (
        Field::Status,
        "Partner Center status",
        "パートナー センターの状態",
    ),
    (
        Field::Substatus,
        "Partner Center status detail",
        "パートナー センターの状態の詳細",
    ),
    (Field::OtherColumns, "Other columns", "その他の列"),
];

/// The leads analytics download. Its other columns stay as they are.
pub(super) const LEADS_ANALYTICS: Names = &[
    (
        Field::PartnerCenterId,
        &["Referral ID", "紹介 ID", "紹介案件 ID", "参照 ID"],
    ),
    (
        Field::ReceivedAt,
        &["Creation Date", "Created Date", "作成日", "作成日時"],
    ),
    (
        Field::UpdatedAt,
        &["Updated Date", "更新日", "更新日時", "最終更新日"],
    ),
    (
        Field::Region,
        &[
            "Customer Country",
            "顧客の国",
            "顧客の国/地域",
            "お客様の国",
            "お客様の国/地域",
        ],
    ),
    (
        Field::Customer,
        &["Customer Name", "顧客名", "顧客の名前", "お客様名"],
    ),
    (
        Field::LeadType,
        &[
            "Lead Type",
            "潜在顧客の種類",
            "リードの種類",
            "見込み顧客の種類",
            "潜在顧客のタイプ",
        ],
    ),
    (
        Field::CallToAction,
        &[
            "Call to action",
            "行動喚起",
            "コール トゥ アクション",
            "行動を促すフレーズ",
        ],
    ),
    (
        Field::OfferName,
        &["Offer name", "オファー名", "プラン名", "オファーの名前"],
    ),
    (
        Field::Currency,
        &[
            "Lead currency",
            "潜在顧客の通貨",
            "リードの通貨",
            "見込み顧客の通貨",
        ],
    ),
    (
        Field::DealValue,
        &[
            "Lead value",
            "潜在顧客の値",
            "潜在顧客の価値",
            "潜在顧客の金額",
            "リードの値",
            "リードの金額",
            "見込み顧客の金額",
        ],
    ),
    (Field::Status, &["Status", "状態", "ステータス"]),
    (
        Field::Substatus,
        &[
            "Status Reason",
            "状態の理由",
            "状態の詳細",
            "ステータスの理由",
            "ステータス理由",
        ],
    ),
];

/// Of these, two tell a leads analytics download from other files with a referral id.
pub(super) const LEADS_ANALYTICS_SIGNS: [Field; 5] = [
    Field::ReceivedAt,
    Field::LeadType,
    Field::CallToAction,
    Field::OfferName,
    Field::DealValue,
];

/// The co-sell bulk file. It has no date of receipt.
pub(super) const COSELL_BULK: Names = &[
    (
        Field::PartnerCenterId,
        &["Referral ID", "紹介 ID", "紹介案件 ID", "参照 ID"],
    ),
    (
        Field::Overview,
        &["Deal Name", "案件名", "取引名", "商談名", "ディール名"],
    ),
    (
        Field::Customer,
        &["Customer Name", "顧客名", "顧客の名前", "お客様名"],
    ),
    (
        Field::Region,
        &[
            "Customer Country",
            "顧客の国",
            "顧客の国/地域",
            "お客様の国",
            "お客様の国/地域",
        ],
    ),
    (
        Field::ContactFirstName,
        &[
            "Customer Contact First Name",
            "顧客の連絡先の名",
            "顧客連絡先の名",
            "顧客の連絡先 (名)",
            "顧客連絡先 名",
            "お客様の連絡先の名",
        ],
    ),
    (
        Field::ContactLastName,
        &[
            "Customer Contact Last Name",
            "顧客の連絡先の姓",
            "顧客連絡先の姓",
            "顧客の連絡先 (姓)",
            "顧客連絡先 姓",
            "お客様の連絡先の姓",
        ],
    ),
    (
        Field::ContactPhone,
        &[
            "Customer Contact Phone number",
            "顧客の連絡先の電話番号",
            "顧客連絡先の電話番号",
            "顧客連絡先電話番号",
            "お客様の連絡先の電話番号",
        ],
    ),
    (
        Field::ContactEmail,
        &[
            "Customer Contact Email Address",
            "顧客の連絡先のメール アドレス",
            "顧客の連絡先の電子メール アドレス",
            "顧客連絡先のメール アドレス",
            "顧客連絡先メールアドレス",
            "お客様の連絡先のメール アドレス",
        ],
    ),
    (
        Field::Status,
        &[
            "Partner Referral Status",
            "パートナー紹介の状態",
            "パートナー紹介状態",
            "パートナー紹介のステータス",
            "パートナーの紹介状態",
        ],
    ),
    (
        Field::Substatus,
        &[
            "Partner Referral Substatus",
            "パートナー紹介の副状態",
            "パートナー紹介のサブ状態",
            "パートナー紹介の状態の詳細",
            "パートナー紹介のサブステータス",
        ],
    ),
    (
        Field::Reason,
        &[
            "Declined/Lost/Error reason",
            "辞退/失注/エラーの理由",
            "辞退/失注/エラー理由",
            "拒否/失注/エラーの理由",
        ],
    ),
    (
        Field::DealValue,
        &[
            "Estimated Deal Value",
            "推定案件金額",
            "案件の見積額",
            "推定取引額",
            "推定取引金額",
            "推定商談額",
        ],
    ),
    (Field::Currency, &["Currency", "通貨"]),
    (
        Field::CloseOn,
        &[
            "Estimated Close Date",
            "推定終了日",
            "推定完了日",
            "終了予定日",
            "完了予定日",
        ],
    ),
    (Field::Notes, &["Notes", "メモ", "注", "備考"]),
];

/// Of these, two tell a co-sell bulk file from other files with a referral id.
pub(super) const COSELL_BULK_SIGNS: [Field; 6] = [
    Field::Overview,
    Field::ContactFirstName,
    Field::ContactEmail,
    Field::Status,
    Field::Substatus,
    Field::DealValue,
];

/// Names that tables of referrals use elsewhere: spreadsheets, forms, customer databases.
pub(super) const OTHER: Names = &[
    (
        Field::PartnerCenterId,
        &[
            "Partner Center ID",
            "Referral ID",
            "Lead ID",
            "紹介 ID",
            "紹介案件 ID",
            "パートナー センター ID",
        ],
    ),
    (
        Field::Customer,
        &[
            "Customer",
            "Customer name",
            "Company",
            "Company name",
            "Account",
            "Account name",
            "Organization",
            "顧客名",
            "顧客",
            "お客様",
            "お客様名",
            "会社名",
            "企業名",
            "御社名",
            "貴社名",
            "取引先名",
        ],
    ),
    (
        Field::ReceivedAt,
        &[
            "Received at",
            "Received",
            "Received on",
            "Received date",
            "Date received",
            "Creation date",
            "Created",
            "Created at",
            "Created date",
            "Created on",
            "createdDateTime",
            "受信日時",
            "受信日",
            "受付日時",
            "受付日",
            "作成日",
            "作成日時",
            "問い合わせ日",
            "日時",
        ],
    ),
    (
        Field::UpdatedAt,
        &[
            "Updated",
            "Updated at",
            "Updated date",
            "Last updated",
            "updatedDateTime",
            "更新日",
            "更新日時",
            "最終更新日",
        ],
    ),
    (
        Field::ExpiresAt,
        &[
            "Expires at",
            "Expiration date",
            "Expiry date",
            "expirationDateTime",
            "有効期限",
            "期限",
        ],
    ),
    (
        Field::Region,
        &[
            "Region",
            "Country",
            "Country/region",
            "Customer country",
            "国",
            "国/地域",
            "地域",
            "国名",
            "顧客の国",
        ],
    ),
    (
        Field::CompanySize,
        &[
            "Company size",
            "Customer size",
            "Size",
            "Employees",
            "Number of employees",
            "会社の規模",
            "会社規模",
            "企業規模",
            "従業員数",
            "従業員規模",
            "規模",
        ],
    ),
    (
        Field::Overview,
        &[
            "Overview",
            "Subject",
            "Title",
            "Summary",
            "Deal name",
            "概要",
            "件名",
            "題名",
            "要約",
            "案件名",
        ],
    ),
    (
        Field::Details,
        &[
            "Details",
            "Request",
            "Message",
            "Description",
            "Inquiry",
            "詳細",
            "内容",
            "問い合わせ内容",
            "お問い合わせ内容",
            "本文",
            "依頼内容",
        ],
    ),
    (
        Field::ContactName,
        &[
            "Contact name",
            "Contact",
            "Contact person",
            "Full name",
            "連絡先氏名",
            "連絡先",
            "連絡先名",
            "氏名",
            "お名前",
            "ご担当者",
            "ご担当者名",
            "顧客担当者",
        ],
    ),
    (
        Field::ContactFirstName,
        &["First name", "Contact first name", "Given name", "名"],
    ),
    (
        Field::ContactLastName,
        &["Last name", "Contact last name", "Family name", "姓"],
    ),
    (
        Field::ContactEmail,
        &[
            "Contact email",
            "Email",
            "Email address",
            "Mail",
            "メール",
            "メールアドレス",
            "電子メール",
            "連絡先メール",
        ],
    ),
    (
        Field::ContactPhone,
        &[
            "Contact phone",
            "Phone",
            "Phone number",
            "Telephone",
            "Tel",
            "電話",
            "電話番号",
            "連絡先電話番号",
        ],
    ),
    (
        Field::DealValue,
        &[
            "Deal value",
            "Value",
            "Amount",
            "Estimated value",
            "Estimated deal value",
            "Lead value",
            "案件金額",
            "金額",
            "見込み金額",
            "見積金額",
            "推定金額",
        ],
    ),
    (
        Field::Currency,
        &[
            "Currency",
            "Currency code",
            "Lead currency",
            "通貨",
            "通貨コード",
        ],
    ),
    (
        Field::CloseOn,
        &[
            "Closing date",
            "Close date",
            "Estimated close date",
            "Estimated closing date",
            "Close on",
            "closingDateTime",
            "終了予定日",
            "完了予定日",
            "クローズ予定日",
            "受注予定日",
        ],
    ),
    (
        Field::Status,
        &["Status", "Stage", "状態", "ステータス", "段階", "状況"],
    ),
    (
        Field::Substatus,
        &[
            "Substatus",
            "Status detail",
            "Status reason",
            "Outcome",
            "状態の詳細",
            "サブステータス",
            "結果",
        ],
    ),
    (
        Field::Reason,
        &[
            "Reason",
            "Decline reason",
            "Lost reason",
            "理由",
            "辞退理由",
            "失注理由",
        ],
    ),
    (
        Field::Owner,
        &[
            "Owner",
            "Assigned to",
            "Assignee",
            "担当",
            "担当者",
            "担当者名",
            "社内担当",
        ],
    ),
    (
        Field::Notes,
        &[
            "Notes",
            "Note",
            "Comment",
            "Comments",
            "メモ",
            "備考",
            "コメント",
        ],
    ),
];
