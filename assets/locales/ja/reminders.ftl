# Reminders and the notification list.

reminder-subject = 紹介案件 { $number }
reminder-answer = { $subject }:回答の目安まで{ $left }
reminder-lapse-missed = { $subject }:失敗になるまで{ $left }
reminder-lapse-expired = { $subject }:有効期限切れまで{ $left }
reminder-lapsed = { $subject }:{ $outcome }
reminder-body = { $mark }:{ $at } – { $stage }
reminder-lapsed-body = { $mark }:{ $at } に経過しました。パートナー センターで確認するまでは推定です。
reminder-digest = { $count }件の紹介案件が期限を迎えます
reminder-digest-more = 他{ $count }件
reminder-button-snooze-1h = 1時間後に再通知
reminder-button-snooze-4h = 4時間後に再通知
reminder-button-snooze-tomorrow = 翌営業日に再通知
reminder-snoozed = 紹介案件 { $number }:スヌーズしました
reminder-snoozed-shortened = 期限が近いため、{ $at } に再通知します。
reminder-not-done = 紹介案件 { $number }:操作できませんでした
reminder-open = 開く

reminder-no-service = このシステムでは通知を表示できません。リマインダーは Leadline の一覧に表示されます。
reminder-switched-off = システムの設定で Leadline の通知がオフになっています。リマインダーは Leadline の一覧に表示されます。
reminder-no-answer = システムの通知サービスが応答しません。リマインダーは Leadline の一覧に表示されます。
reminder-refused = システムが通知を表示できませんでした:{ $why }。リマインダーは Leadline の一覧に表示されます。

reminder-test-title = Leadline の通知のテスト
reminder-test-body = リマインダーはこのように表示されます。

service-ready = システムの情報では、通知はオンになっています。
service-held-back = 応答不可モードがオンのため、通知は今は表示されません。
service-full-screen = 全画面表示またはプレゼンテーション中のため、通知は今は表示されません。
service-switched-off = システムの設定で Leadline の通知がオフになっています。
service-missing = このシステムには、通知を表示するサービスがありません。
service-outside-bundle = macOS では、アプリケーション バンドルから起動した場合にのみ通知が表示されます。
service-no-answer = システムの通知サービスが応答しません。
service-refusing = 前回の通知は、システムで表示できませんでした。
service-unknown = システムからは確認できません。テスト通知でご確認ください。

reminder-list-title = リマインダー
reminder-list-service = { $state }リマインダーはすべてこの一覧に表示されます。
reminder-list-empty-title = リマインダーはありません
reminder-list-empty-settings = お知らせする時刻の設定…
reminder-list-empty-body = 各期限の前と、過ぎたときに、ここでお知らせします。
reminder-list-ended = 終了: { $outcome }
reminder-list-unread = 未読
reminder-list-raised = { $at }
reminder-list-raised-shown = { $at } · デスクトップに表示済み
reminder-list-raised-unshown = { $at } · この一覧のみ

reminder-snooze = スヌーズ
reminder-snooze-for = { $customer } のリマインダーをスヌーズ
reminder-snooze-1h = 1時間
reminder-snooze-4h = 4時間
reminder-snooze-tomorrow = 翌営業日
reminder-snooze-entry = { $choice } · { $at } まで
reminder-snooze-entry-shortened = { $choice } · 期限前の { $at } まで
reminder-snoozed-until = { $at } までスヌーズ中

tray-open = Leadline を開く
tray-due = 24時間以内に期限を迎える紹介案件: { $count }件
tray-next = 次の期限: { $at }

login-error-path = ログイン時に起動できません。パス { $path } には、ログイン項目に書き込めない文字が含まれています。場所を変えてから、もう一度お試しください。
login-error-place = ログイン時に起動できません。このアカウントにはホーム フォルダーがありません。
login-error-entry = ログイン時の起動を変更できませんでした。{ $entry }: { $why }
