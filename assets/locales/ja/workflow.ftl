# The workflow: stages, outcomes, actions, urgency, marks, policies, history, reasons, refusals, fit with the profiles.

stage-new = 新しい紹介案件
stage-evaluating = 評価中
stage-negotiating = 交渉中
stage-archived = アーカイブ済み

outcome-won = 受注
outcome-lost = 失注
outcome-skipped = スキップ
outcome-missed = 失敗
outcome-declined = 辞退済み
outcome-expired = 有効期限切れ
outcome-presumed = { $outcome }(推定)

action-interested = 興味あり
action-skip = 興味なし
action-accept = 承諾
action-decline = 辞退
action-won = 受注
action-lost = 失注
action-correct = 訂正
action-confirm = 確定
action-snooze = スヌーズ
action-edit = 編集

urgency-calm = 余裕あり
urgency-soon = 早めに対応
urgency-critical = 期限間近

mark-answer-hours = { $hours }時間の目安
mark-answer-days = { $days }日の目安
mark-lapse-hours = { $hours }時間の期限
mark-lapse-days = { $days }日の期限

policy-classic = 従来(24時間、72時間、7日)
policy-since2019 = 2019年以降(24時間、14日)
policy-joint-planning = 共同計画(24時間、14日、60日)

origin-person = 手動
origin-clock = 期限による自動処理
origin-import = インポート

entry-received = 受信
entry-imported = インポート
entry-updated = インポートによる更新
entry-interested = 興味あり
entry-skipped = スキップ
entry-accepted = 承諾
entry-declined = 辞退
entry-won = 受注
entry-lost = 失注
entry-lapsed = 期限超過
entry-reopened = 期限超過の取り消し(時刻の修正による)
entry-corrected = 訂正
entry-confirmed = 結果の確定
entry-snoozed = リマインダーのスヌーズ
entry-edited = 編集
entry-undone = 元に戻す
entry-redone = やり直し

field-customer = 顧客
field-region = 国/地域
field-company-size = 会社の規模
field-overview = 依頼内容
field-owner = 担当者
field-deal = 商談
field-details = 依頼の全文
field-contact = 連絡先
field-notes = メモ
field-partner-center-id = パートナー センター ID
field-expires-at = 有効期限
field-reason = 理由
field-received-at = 受信日時
field-stage = ステージ
field-text = 本文

reason-budget = プロジェクトの予算が不十分
reason-no-response = 顧客からの応答なし
reason-other-vendor = 顧客が別のベンダーを選択
reason-requirement-not-met = 顧客の要件を満たせない
reason-not-a-customer = 顧客ではない
reason-timeline-too-short = 提示された期間が短すぎる
reason-abuse = 不正使用、スパム、フィッシング
reason-other = その他

refusal-wrong-stage = { $code ->
    [new] 「{ $stage }」の紹介案件では、先に「興味あり」または「興味なし」を選んでください。何も変更されていません。
    [evaluating] 「{ $stage }」の紹介案件でできる操作は、承諾または辞退のみです。何も変更されていません。
   *[negotiating] 「{ $stage }」の紹介案件でできる操作は、受注または失注のみです。何も変更されていません。
}
refusal-wrong-stage-archived = この紹介案件は「{ $outcome }」としてアーカイブされているため、変更できません。元のステージに戻すには、「訂正」で理由を入力してください。
refusal-lapsed = この紹介案件は { $at } に期限を過ぎたため、「{ $outcome }」としてアーカイブされました。ほかの変更は行われていません。パートナー センターでまだ有効な場合は、「訂正」で理由を入力してください。
refusal-changed-meanwhile = この紹介案件はほかの場所で変更され、現在は「{ $stage }」です。上書きは行われていません。内容を確認し、必要な操作をもう一度行ってください。
refusal-changed-meanwhile-archived = この紹介案件はほかの場所で変更され、現在は「{ $outcome }」としてアーカイブされています。上書きは行われていません。元のステージに戻すには、「訂正」で理由を入力してください。
refusal-note-required = アーカイブ済みの紹介案件の訂正は履歴に残るため、理由が必要です。理由を入力してから、もう一度訂正してください。
refusal-customer-required = 顧客の会社名が入力されていません。会社名を入力してから、もう一度保存してください。
refusal-deal-outside-negotiating = 商談を変更できるのは「交渉中」の紹介案件だけです。先に紹介案件を承諾してください。
refusal-amount-unfit = 金額の小数点以下の桁数が通貨に合っていません。USD なら 12000.50、JPY なら 1200000 のように入力してください。
refusal-nothing-presumed = この紹介案件の結果は推定ではないため、確定する必要はありません。
refusal-nothing-to-snooze = スヌーズできるだけ先の期限がないため、変更はありません。
refusal-text-too-long = テキストが長すぎるため(上限は約100万バイト)、何も変更されていません。短くするか、別のファイルに保存してください。
refusal-receipt-told = この紹介案件の受信日時は Partner Center から取得したもので、期限はその日時から数えられます。ここでは変更できません。
refusal-receipt-too-late = 受信日時には、将来の日時や、興味ありとした後の日時は指定できません。それより前の日時を入力してください。
refusal-nothing-to-change = 保存されている内容と同じため、変更はありません。
refusal-not-found = 紹介案件が見つかりません。ほかの場所で削除された可能性があります。一覧から選び直してください。
refusal-nothing-to-undo = 元に戻す、またはやり直すことのできる変更はありません。
refusal-changed-since = その後に再び変更されたため、この変更は元に戻せません。手動で変更してください。
refusal-time-ran-out = 前のステージの期限が過ぎたため、この変更は元に戻せません。代わりに「訂正」で理由を入力してください。
refusal-not-redone = その後に変更されたか、期限が過ぎたため、この変更はやり直せません。手動で変更してください。
refusal-passed-over = { $what } – { $why }
refusal-next-undo = { $refused }次に元に戻す変更:{ $next }。
refusal-next-redo = { $refused }次にやり直す変更:{ $next }。
refusal-not-newest = その間に別の変更が行われたため、元に戻す操作ややり直しは行われていません。現在の最後の変更:{ $newest }。
refusal-none-newest = 変更の内容が表示と異なるため、元に戻す操作ややり直しは行われていません。
refusal-region-taken = この国/地域には既に別のプロファイルがあります。プロファイルは国/地域ごとに1つです。そのプロファイルを編集するか、別の国/地域を選択してください。
refusal-profile-invalid = エラーがあるため、プロファイルは保存されませんでした。印の付いた項目を修正してから、もう一度保存してください。

region-fit-covered = この国/地域の公開中のプロファイルがあります
region-fit-inactive = この国/地域のプロファイルは公開されていません
region-fit-no-profile = この国/地域のプロファイルはありません
region-fit-unknown = 紹介案件に国/地域の記載がありません

size-fit-wanted = 対象としている会社の規模です
size-fit-opted-out = プロファイルで対象外にしている会社の規模です
size-fit-unknown = 会社の規模が不明です

amount-error-not-a-number = 金額として読み取れません。12000.50 のように数字で入力してください。
amount-error-too-precise = { $currency } の金額としては小数点以下の桁数が多すぎます。{ $places ->
        [0] 小数点以下のない金額を入力してください
       *[other] 小数点以下{ $places }桁までで入力してください
    }。
amount-error-too-large = 金額が大きすぎて保存できません。余分な桁がないか確認してください。

timestamp-error = 日時として読み取れません。2026-11-22T09:00:00Z のように入力してください。
