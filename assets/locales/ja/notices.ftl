# Notices and undo.

notice-add = { $subject }:登録しました
notice-interested = { $subject }:「興味あり」にしました
notice-skip = { $subject }:スキップしました
notice-accept = { $subject }:承諾しました
notice-decline = { $subject }:辞退しました
notice-won = { $subject }:受注にしました
notice-lost = { $subject }:失注にしました
notice-correct = { $subject }:アーカイブから戻しました
notice-confirm = { $subject }:結果を確定しました
notice-snooze = { $subject }:リマインダーをスヌーズしました
notice-edit = { $subject }:編集しました
notice-interested-many = 紹介案件{ $count }件を「興味あり」にしました
notice-skip-many = 紹介案件{ $count }件をスキップしました
notice-accept-many = 紹介案件{ $count }件を承諾しました
notice-decline-many = 紹介案件{ $count }件を辞退しました
notice-won-many = 紹介案件{ $count }件を受注にしました
notice-lost-many = 紹介案件{ $count }件を失注にしました
notice-correct-many = 紹介案件{ $count }件をアーカイブから戻しました
notice-confirm-many = 紹介案件{ $count }件の結果を確定しました
notice-snooze-many = 紹介案件{ $count }件のリマインダーをスヌーズしました
notice-edit-many = 紹介案件{ $count }件を編集しました
# What was left out of a change of many, after what was done: how many, and for each reason who.
notice-with-refused = { $what }。{ $refused }
notice-refused = { $count }件は変更できませんでした。{ $why }
notice-refused-why = { $names }:{ $why }
notice-refused-stage = 「{ $stage }」では実行できません。
notice-refused-more = ほか{ $count }件
notice-refused-reasons-more = ほかに{ $count }つの理由があります。
notice-import = 紹介案件を{ $count }件インポートしました
notice-add-samples = サンプルの紹介案件を追加しました
notice-remove-samples = サンプルの紹介案件を削除しました
notice-save-profile = { $subject }のビジネス プロファイルを保存しました
notice-save-profiles = ビジネス プロファイルを{ $count }件保存しました
notice-delete-profile = { $subject }のビジネス プロファイルを削除しました
notice-lapse = { $subject }:期限により終了しました
notice-lapses = { $count }件の紹介案件が期限により終了しました
notice-reopen = { $subject }:システムの時刻が進んでいたため、期限による終了を取り消しました
notice-reopens = システムの時刻が進んでいたため、{ $count }件の紹介案件の期限による終了を取り消しました
notice-undone = 元に戻しました – { $what }
notice-redone = やり直しました – { $what }

# What a screen reader says beyond the text, where the board shows it.
notice-with-aside = { $what }。{ $aside }
notice-aside-moved = 「{ $stage }」へ移動しました。
notice-aside-back = 「{ $stage }」に戻りました。
notice-aside-filtered = 検索または絞り込みのため、ボードには表示されていません。
notice-show = 表示

notice-drawer = 表示する内容
notice-log-title = お知らせ
notice-log-empty-title = まだありません
notice-log-empty-body = このウィンドウで行った操作や、お知らせした内容がここに一覧表示されます。
notice-log-not-next = 先に、その後の変更を元に戻してください
notice-more = ほか{ $count }件のお知らせ

notice-close = 通知を閉じる
notice-import-nothing = 新しい内容はありません。すべて登録済みの紹介案件です。
notice-closing = すべて保存されると Leadline が終了します。
notice-cannot-save = Leadline の一部が停止したため、これ以上保存できません。これまでに保存した内容は失われていません。Leadline を終了し、もう一度起動してください。
notice-fault = Leadline の内部エラーにより、この処理は中断されました。これまでに保存した内容は失われていません。画面にはファイルの内容が表示されています。もう一度お試しください。
notice-fault-reminders = Leadline の内部エラーにより、リマインダーが一時中断されました。自動的に再開しますが、それまではボードをご確認ください。
notice-fault-window = Leadline の内部エラーによりウィンドウが停止したため、開き直しました。保存済みの内容は失われていませんが、入力中だった内容は残っていません。
notice-place-synchronised = このファイルは { $whose } の同期フォルダーにあります。書き込みの途中で別のパソコンへコピーされ、破損したり、古い内容に置き換わったりするおそれがあります。Leadline を終了し、ファイルを同期されないフォルダーに移動してから開いてください。コピー(バックアップ)を { $whose } に置くことは問題ありません。
notice-place-network = このファイルはほかのコンピューターのディスクにあります。複数のプログラムが同時に使用した場合や、接続が切れた場合に、破損するおそれがあります。Leadline を終了し、ファイルをこのパソコンのフォルダーに移動してから開いてください。コピー(バックアップ)をほかのコンピューターに置くことは問題ありません。
notice-cannot-read = Leadline の一部が停止したため、表示が更新されません。Leadline を終了し、もう一度起動してください。
notice-cannot-search = Leadline の一部が停止したため、ボードを検索できません。Leadline を終了し、もう一度起動してください。
notice-samples-unreadable = サンプルの紹介案件を読み込めません。Leadline をインストールし直してください。
notice-interested-elsewhere = 通知から紹介案件 { $number } を「興味あり」にしました。
notice-snoozed-elsewhere = 通知から紹介案件 { $number } を { $at } までスヌーズしました。
notice-test-held-back = テスト通知を送信しましたが、システムの応答不可モードがオンになっています。オフにすると通知が表示されます。
notice-test-full-screen = テスト通知を送信しましたが、全画面表示またはプレゼンテーション中のため、今は表示されません。
notice-test-raised = テスト通知を送信しました。表示されない場合は、システムの通知設定を確認してください。
notice-settings-page-failed = システムの設定を開けませんでした: { $why }。デスクトップのメニューから開いてください。
notice-notes-both = 入力中にメモが別の場所で変更されていたため、両方を続けて残しました。
notice-notes-unsaved = { $customer } のメモを保存できませんでした。入力した内容:{ $notes }
notice-not-checked = 内部エラーのため、データ ファイルの破損を確認できませんでした。次回の起動時に再度確認します。
