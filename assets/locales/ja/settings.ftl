# Settings.

settings-saved-at-once = 変更はすぐに保存されます。
settings-general = 全般
settings-system = システム
settings-language = 言語
settings-language-help = すぐに切り替わります。
settings-theme = テーマ
settings-theme-help = 「システム」では、デスクトップの設定に合わせます。
settings-theme-light = ライト
settings-theme-dark = ダーク
settings-own-name = あなたの名前
settings-own-name-help = 紹介案件を自分に割り当てると、担当者として記録されます。

settings-reminders = リマインダー
settings-desktop = デスクトップ通知
settings-desktop-help = オフにしても、Leadline の通知一覧にはすべて表示されます。
settings-name-customer = 顧客名を表示する
settings-name-customer-help = 通知はロック画面で周囲の人に見えることがあります。オフの場合は紹介案件の番号だけを表示します。
settings-test = 通知のテスト
settings-test-help = デスクトップに Leadline の通知が表示されるかどうかを確認します。
settings-test-send = テスト通知を送信
settings-test-off = 先にデスクトップ通知をオンにしてください。
settings-leads-answer = 24時間の目安の前
settings-leads-answer-help = 受信してから、承諾、辞退、スキップするまでの目安です。
settings-leads-short = 72時間の期限の前
settings-leads-short-help = 期限を過ぎると、新しい紹介案件は「失敗」としてアーカイブされます。
settings-leads-long = 7日の期限の前
settings-leads-long-help = 期限を過ぎると、評価中の紹介案件は有効期限切れになります。より長い期限にも使用されます。
settings-leads-none = 事前のリマインダーなし
settings-leads-hint = 時間
settings-leads-hours = { $clock }: 時間数
settings-leads-add = { $clock }: 追加
settings-leads-remove = { $lead }を取り除く
settings-leads-error-number = 6 や 1.5 のように、0 より大きい時間数を入力してください。
settings-leads-error-long = この期限は{ $hours }時間です。それより短い時間数を入力してください。
settings-leads-error-taken = このリマインダーは既に一覧にあります。
settings-leads-reset = リマインダーの時間を元に戻す
settings-leads-reset-help = 24時間の4時間前と1時間前、72時間の12時間前と2時間前、7日の24時間前と4時間前です。
settings-leads-reset-do = 元に戻す
settings-leads-reset-done = リマインダーの時間は初期設定のままです。

settings-hours = 勤務日と勤務時間
settings-hours-days = 勤務日
settings-hours-days-help = 「翌営業日」までのスヌーズは、次の勤務日の始業時に終わります。
settings-hours-times = 勤務時間
settings-hours-times-help = このコンピューターの現地時刻です。
settings-hours-from = 始業
settings-hours-to = 終業
settings-hours-hold = 勤務時間内にのみ通知する
settings-hours-hold-help = 急がないリマインダーは次の始業時に通知します。それでは期限に間に合わない場合は、終業の30分前に通知します。ボードの表示には影響しません。
settings-hours-error-time = 9:00 や 17:30 のように時刻を入力してください。
settings-hours-error-order = 終業は始業より後の時刻にしてください。
settings-hours-last-day = 勤務日は1日以上必要です。

settings-staying = ウィンドウを閉じたとき
settings-keep-reminding = リマインダーを続ける
settings-keep-reminding-help = ウィンドウを閉じた後もリマインダーを通知します。もう一度起動するか、通知をクリックすると、ウィンドウが開きます。
settings-login = ログイン時に起動する
settings-login-help = ウィンドウを開かずに起動し、リマインダーを通知します。
settings-quit = Leadline の終了
settings-quit-help = ウィンドウを閉じます。次に起動するまで、リマインダーは通知されません。

settings-deadlines = 期限
settings-policy-help = これから受信する紹介案件に適用されます。受信済みの紹介案件は元のポリシーのままです。

settings-data = データ
settings-file = データ ファイル
settings-file-help = Leadline のデータはすべて、このコンピューター上の1つのファイルに保存されます。
settings-file-copy = パスをコピー
settings-backup = バックアップ
settings-backup-help = データ ファイルの完全なコピーを作成します。
settings-backup-do = 今すぐバックアップ…
settings-export-help = 紹介案件を CSV または JSON に書き出します。Excel などで開けます。
settings-export-do = エクスポート…
settings-samples = サンプルの紹介案件
settings-samples-help = サンプルの紹介案件が{ $count }件あります。削除しても元に戻せます。
settings-samples-do = サンプルを削除

settings-about = バージョン情報
settings-version = Leadline { $version }
settings-licence = ライセンス: { $licence }
settings-fonts = Noto Sans JP
settings-fonts-help = 使用している書体です。SIL Open Font License 1.1 に基づいて提供されます。
settings-fonts-show = ライセンスを表示
settings-fonts-hide = ライセンスを隠す
