# The side panel of a referral.

panel-reading = 読み込んでいます…
panel-close = パネルを閉じる
panel-name = { $customer }の紹介案件
panel-number = 紹介案件 { $id }
panel-asked = 依頼の概要
panel-nothing-asked = 記載はありません。
panel-hidden-in-new = 連絡先と依頼の全文は、「興味あり」にすると表示されます。
panel-presumed = Leadline の計算で期限切れと判断しました。正式な期限はパートナー センターのものです。確定するか、パートナー センターでまだ対応できる場合は訂正してください。
panel-no-contact = 連絡先は登録されていません。
panel-copy = { $what } をコピー
panel-no-owner = 未定
panel-take-on = 自分が担当する
panel-dates = 日時
panel-since = { $stage }になった日時
panel-policy = 期限ポリシー
panel-fit = プロファイルとの適合
panel-no-keywords = プロファイルのキーワードは依頼に含まれていません。
panel-notes-hint = 社内メモ(入力欄を離れると保存されます)
panel-from-partner-center = パートナー センターの情報
panel-further-columns = その他の列
panel-partner-center-id = 紹介案件 ID
panel-reported-status = 報告された状態
panel-fit-published = { $region }のプロファイル(公開中)
panel-fit-unpublished = { $region }のプロファイル(非公開)
