# 破損したファイルと、そこから取り戻せるものについての文言。

file-nothing-found = { $file } には Leadline のデータが見つかりませんでした。ファイルは変更していません。バックアップを使うか、別のファイルを選択してください。
file-cancelled = 完了前に中止しました。何も変更していません。

recovery-holds-open = 未完了の紹介案件 { $count } 件
recovery-holds-archived = アーカイブ { $count } 件
recovery-holds-profiles = プロファイル { $count } 件
recovery-last-changed = 最終変更 { $at }
recovery-never-changed = 変更なし

recovery-all-came-back = ファイルの内容をすべて取り戻しました。
recovery-table-line = { $table }: { $what }
recovery-table-referral = 紹介案件
recovery-table-text = 詳細、連絡先、メモ
recovery-table-history = 履歴
recovery-table-change = 変更の記録
recovery-table-profile = プロファイル
recovery-table-profile-history = プロファイルの以前の内容
recovery-table-reminder = リマインダー
recovery-table-setting = 設定
recovery-table-screen-note = 画面上の通知
recovery-table-file = ファイルの識別名
recovery-rows-found = { $count } 件を取り戻しました
recovery-rows-doubtful = うち { $count } 件は値の一部が失われたか、正しくない可能性があります
recovery-rows-given-up = { $count } 件は使用できません
recovery-rows-missing = { $count } 件は失われています
recovery-rows-maybe-more = ほかにも失われた可能性があります
recovery-lost-referrals = 失われたことが分かっている紹介案件の番号: { $numbers }
recovery-log-unreadable = ファイルのログを読み取れませんでした。最後の変更が失われた可能性があります。
recovery-log-ignored = ファイルのログのうち { $count } ページを使用できませんでした。最後の変更が失われた可能性があります。
recovery-undo-starts-anew = これまでの変更は元に戻せなくなります。
recovery-report-head = { $file } から取り戻した内容({ $at })
recovery-report-damaged = 破損したファイルの保管先: { $file }
recovery-no-backup = 使用できるバックアップは見つかりませんでした。

recovery-title = データ ファイルが破損しています
recovery-kept-note = 置き換える内容を選択してください。どちらを選んでも、破損したファイルは残ります。
recovery-backup-title = 最新の使用できるバックアップ
recovery-backup-made = { $at } 作成
recovery-looking-for-backups = バックアップを探しています…
recovery-use-backup = バックアップを使う
recovery-salvage-title = 破損したファイルに残っている内容
recovery-looking = 破損したファイルを調べています…
recovery-use-salvage = 残っている内容を使う
recovery-another-backup = 別のバックアップを選択
recovery-working = ファイルを置き換えています…
recovery-done-title = データ ファイルを再び使用できます
recovery-done-kept = 破損したファイルの保管先: { $file }
recovery-done-report = 取り戻した内容の記録: { $file }
recovery-open-board = ボードを開く
recovery-recover = ファイルを復旧
recovery-leave-body = 入力中で未保存の内容は、ファイルを使用できるようになるまで保持されています。ここで離れると失われます。
recovery-leave-discard = 破棄して離れる
recovery-leave-stay = とどまる
