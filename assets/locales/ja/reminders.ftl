# Reminders and the notification list.

reminder-list-title = リマインダー
reminder-list-unshown-banner = このシステムでは通知が表示されないため、Leadline がここに一覧表示します。
reminder-list-empty-title = リマインダーはありません
reminder-list-empty-body = 各期限の前と、期限を過ぎたときに、ここでお知らせします。
reminder-list-ended = 終了: { $outcome }
reminder-list-unread = 未読
reminder-list-raised = { $at }
reminder-list-raised-shown = { $at } · デスクトップに表示済み
reminder-list-raised-unshown = { $at } · この一覧のみ
