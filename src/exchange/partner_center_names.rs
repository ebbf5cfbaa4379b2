//! The column names of Partner Center's two documented layouts, in English and Japanese.
//!
//! The English names are documented (leads analytics download: "referral analytics data definition"; co-sell bulk file:
//! "bulk operations"). The Japanese ones are not: these are the names a Japanese Partner Center plausibly shows.

use super::Field;
use super::header_names::Names;

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
