# Dialogs that ask before a move, the form for a new referral, and the date field.

dialog-optional-field = { $field }(任意)
dialog-reading = 紹介案件を読み込んでいます…

dialog-accept-title = 紹介案件の承諾
dialog-accept-consequence = 「交渉中」に移動します。パートナー センターでも同じ見込みの入力が求められます。
dialog-estimated-value = 見込み金額
dialog-estimated-close = 成約予定日
dialog-value-missing = 金額を入力してください。
dialog-value-unreadable = 金額を確認してください。
dialog-other-currency = その他…
dialog-currency-code = 通貨コード
dialog-currency-missing = 通貨コードを入力してください。
dialog-currency-unreadable = 該当する通貨がありません。SEK のような3文字の通貨コードを入力してください。
dialog-close-date-missing = 成約予定日を入力してください。
dialog-close-date-unreadable = 成約予定日を確認してください。
dialog-close-date-past = 過去の日付です。このまま保存することもできます。

dialog-decline-title = 紹介案件の辞退
dialog-decline-consequence = 「辞退済み」としてアーカイブされます。
dialog-lost-title = 失注として終了
dialog-lost-consequence = 「失注」としてアーカイブされます。
dialog-reason-missing = 理由を選択してください。

dialog-won-title = 受注として終了
dialog-won-many = 紹介案件{ $count }件を、それぞれの見込み金額で受注にします。最終金額が異なる案件は、1件ずつ受注にしてください。
dialog-won-consequence = 「受注」としてアーカイブされます。
dialog-final-value = 最終金額
dialog-final-value-in = 最終金額({ $currency })
dialog-estimate-stands = 見込み金額のままになります: { $estimate }
dialog-estimate-was = 見込み金額: { $estimate }

dialog-correct-title = アーカイブから戻す
dialog-correct-warning = パートナー センターでは元に戻せません。パートナー センター上の紹介案件はそのまま残ります。
dialog-correct-reason = 理由
dialog-correct-reason-missing = 理由を入力してください。
dialog-correct-consequence = 「{ $stage }」に戻ります。理由は履歴に残ります。

dialog-edit-title = 紹介案件の編集
dialog-nothing-changed = まだ変更はありません。
dialog-customer-missing = 顧客の会社名を入力してください。
dialog-mail-malformed = メール アドレスの形式ではないようです。

dialog-new-title = 紹介案件の新規登録
dialog-new-save = 登録
dialog-received-on = 受信日
dialog-received-time = 時刻
dialog-received-unreadable = 受信日時を確認してください。
dialog-time-unreadable = 時刻として読み取れません。18:00 のように入力してください。
dialog-received-in-future = 未来の日時です。期限はその日時から数えます。
dialog-received-lapsed = 回答期限の { $at } を過ぎているため、登録するとすぐにアーカイブされます。
dialog-region-hint = 国名またはコード
dialog-region-unknown = 登録にない国/地域です。入力のまま保存します。
dialog-read-mail = メールから入力
dialog-read-mail-explained = 貼り付けた本文から件名、会社名、氏名、メール アドレス、電話番号を探し、空の項目だけに入力します。
dialog-read-mail-filled = 入力した項目: { $fields }。内容を確認してください。
dialog-read-mail-nothing = 空の項目に入力できる内容は見つかりませんでした。
dialog-read-mail-pasted = 貼り付けた文章が複数行のため、全文としてこちらに入れました。ボタンを押すと、内容から各項目に入力します。

dialog-file-problem-title = データ ファイルを開けません
dialog-choose-another-file = 別のファイルを選択
dialog-open-backup = バックアップを開く
dialog-stay-title = 閉じた後もリマインダーを続けますか?
dialog-stay-body = ウィンドウを閉じている間も、Leadline はリマインダーを通知できます。もう一度起動するか、通知をクリックすると、ウィンドウが開きます。この選択は設定で変更できます。
dialog-stay-keep = リマインダーを続ける

dialog-close-title = 入力内容を破棄しますか?
dialog-close-body = 保存されていない入力内容があります。ウィンドウを閉じると失われます。
dialog-close-discard = 破棄して閉じる
dialog-keep-editing = 入力を続ける
dialog-quit = 終了

date-hint = 2026-12-01、12/1、明日
date-unreadable = 日付として読み取れません。2026-12-01、12/1、明日、+3d のように入力してください。
date-calendar = カレンダー
date-open-calendar = { $field }: カレンダーを開く
date-today-name = { $date }、今日
date-previous-month = 前の月
date-next-month = 次の月
date-previous-year = 前の年
date-next-year = 次の年
dialog-quit-title = Leadline を終了
dialog-quit-body = 終了すると、次に起動するまでリマインダーは届きません。ウィンドウを閉じるだけであれば、リマインダーは続きます。
