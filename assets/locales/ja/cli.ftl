# The command line: help, what is said of wrong usage, and results.

cli-about = Microsoft パートナー センターの紹介案件とその期限を管理するボードです。コマンドを指定しない場合はウィンドウを開きます。
cli-exit-statuses = 終了ステータス: 0 完了 (複数指定時は 1 件以上)、1 拒否(変更なし)、2 使い方の誤り、3 ファイルを使用できない
cli-heading-usage = 使い方
cli-heading-commands = コマンド
cli-heading-arguments = 引数
cli-heading-options = オプション

cli-about-import = 紹介案件のファイル(CSV または JSON)をまとめてインポートします
cli-about-add = 紹介案件を登録します
cli-about-list = 紹介案件を一覧表示します(対応中のものをボードの順に、続いてアーカイブ)
cli-about-show = 紹介案件を履歴とともに表示します
cli-about-interested = 興味あり: 新しい紹介案件を評価中にします
cli-about-skip = 興味なし: 新しい紹介案件をスキップとしてアーカイブします
cli-about-accept = 承諾: 評価中の紹介案件を交渉中にします
cli-about-decline = 辞退: 評価中の紹介案件を辞退済みとしてアーカイブします
cli-about-won = 受注: 交渉中の紹介案件をアーカイブします
cli-about-lost = 失注: 交渉中の紹介案件をアーカイブします
cli-about-correct = アーカイブ済みの紹介案件を元のステージに戻します
cli-about-confirm = 期限による終了(推定)を確定します
cli-about-snooze = 紹介案件のリマインダーをスヌーズします: 1h、4h、または tomorrow (翌営業日の始業時)
cli-about-undo = 最後の変更を元に戻します
cli-about-profile = ビジネス プロファイルを JSON で扱います
cli-about-profile-list = すべてのプロファイルを出力します
cli-about-profile-show = 指定した国/地域のプロファイルを出力します
cli-about-profile-import = プロファイルを作成するか、同じ国/地域のものを置き換えます
cli-about-profile-export = すべてのプロファイルをファイルに書き出すか、出力します
cli-about-remind = ウィンドウを開かずにリマインダーの予定を表示し、通知します
cli-about-report = 1 週間の状況(受信、期限内の回答、期限により失った案件、今後の期限)を表示します
cli-about-export = すべての紹介案件を .csv または .json ファイルに書き出します(同名のファイルは、書き出しが完了した時点で置き換えます)
cli-about-print = ボードまたは紹介案件を PDF または PNG で保存します
cli-about-backup = Leadline のファイルのコピーを検査したうえで保存します(同名の古いコピーは、新しいコピーが完成した時点で置き換えます)
cli-about-restore = コピーを Leadline のファイルに復元します(元の内容はバックアップに残します)
cli-about-check = Leadline のファイルに破損がないか検査します

cli-help-db = Leadline のファイル。省略時は LEADLINE_DB、それもなければシステムのデータ フォルダーのファイル
cli-help-lang = 言語(en または ja)。省略時はファイルの設定、それもなければシステムの言語
cli-help-background = ウィンドウを開かずに起動し、リマインダーを通知します
cli-help-open = この番号の紹介案件を表示します
cli-help-help = このヘルプを表示します
cli-help-version = バージョンを表示します
cli-help-json = スクリプト用に JSON で出力します
cli-help-files = CSV ファイルまたは Leadline の JSON エクスポート
cli-help-map = 列名から判断できない項目に対応する列(繰り返し指定可)。FIELD は partner_center_id、customer、received_at、region、company_size、overview、details、contact_name、contact_email、contact_phone、deal_value、currency、close_on、status、substatus、owner、notes のいずれか
cli-help-dry-run = 結果だけを表示し、何も変更しません
cli-help-skip-bad-rows = 読み取れない行があっても全体を拒否せず、その行を除いてインポートします
cli-help-customer = 顧客の会社名
cli-help-received-at = パートナー センターの受信日時(例: 2026-11-22T09:00:00Z)。省略時は現在
cli-help-region = 国/地域(JP などの2文字)
cli-help-size = 会社の規模(例: 51to250employees)
cli-help-overview = 依頼内容の概要
cli-help-contact-name = 連絡先の氏名
cli-help-email = 連絡先のメール アドレス
cli-help-phone = 連絡先の電話番号
cli-help-stage = このステージのみ(new、evaluating、negotiating、archived)
cli-help-outcome = この結果のみ(won、lost、skipped、missed、declined、expired)
cli-help-as-of = 誰も操作しない場合のその日時の状態を表示します(書き込みは行いません)
cli-help-id = 紹介案件の番号
cli-help-ids = 紹介案件の番号。複数指定すると 1 回の変更として行われ、undo でまとめて元に戻せます。実行できないものは変更されず、理由が表示されます
cli-help-erased-ids = 個人情報を消去する紹介案件の番号。元に戻せません
cli-help-printed-id = 紹介案件の番号。省略時はボード全体
cli-help-value = 商談の金額(例: 12000.50)
cli-help-currency = 通貨(例: USD)
cli-help-close = 成約予定日(例: 2026-12-31)
cli-help-reason = 理由。パートナー センターの一覧のコードまたは番号(budget、no_response、other_vendor、requirement_not_met、not_a_customer、timeline_too_short、abuse、other)
cli-help-note = 自由記述のメモ
cli-help-choice = 期間: 1h、4h、tomorrow のいずれか
cli-help-plan = 通知の予定を表示します
cli-help-once = 期限の来たものを通知して終了します
cli-help-watch = 停止するまで、期限の来たものを通知します
cli-help-until = 予定を表示する範囲の終わり(例: 2026-11-30T00:00:00Z)
cli-help-week = 対象の週: this(今週)、last(前週)、または 2026-W48 のような週。省略時は今週
cli-help-file = 読み書きするファイル

cli-usage-unknown-argument = 「{ $argument }」はこのコマンドの引数ではありません。
cli-usage-unknown-command = 「{ $command }」というコマンドはありません。
cli-usage-missing-argument = 次の指定が必要です: { $argument }
cli-usage-missing-command = コマンドを指定してください。
cli-usage-conflict = 「{ $argument }」は { $other } と同時に指定できません。
cli-usage-missing-value = 「{ $argument }」の値を指定してください。
cli-usage-bad-value = 「{ $value }」は { $argument } に指定できません。
cli-usage-window-only = --samples と --renderer はウィンドウ用です。これらを外すか、コマンドを外してください。
cli-usage-not-understood = コマンド ラインを解釈できません。
cli-usage-value-of-many = --value は 1 件の最終金額です。紹介案件を 1 件だけ指定するか、--value を省略してください。省略すると見込み金額のままになります。
cli-usage-see-help = 書き方は --help で確認できます。
cli-sentence-space = { "" }

cli-value-instant = 2026-11-22T09:00:00Z のような日時を指定してください。
cli-value-date = 2026-12-31 のような日付を指定してください。
cli-value-week = this、last、または 2026-W48 のような週を指定してください。
cli-value-amount = 12000.50 のような金額を指定してください。
cli-value-negative = 金額に負の値は指定できません。12000.50 のように入力してください。
cli-value-region = 国/地域を JP のような2文字のコードまたは名前で入力してください。
cli-value-email = aiko@contoso.example のようなメール アドレスを入力してください。
cli-value-currency = USD や JPY のような ISO 4217 の通貨コードを指定してください。
cli-value-assignment = customer=会社名 のように FIELD=HEADER の形式で指定してください。
cli-value-listed = 次のいずれかを指定してください: { $values }

cli-no-such-file = ファイル { $file } がありません。--db または LEADLINE_DB で指定した名前を確認してください。新しいファイルは add または import で作成されます。
cli-close-date-past = 成約予定日 { $date } は過ぎています。何も変更されていません。今日以降の日付を指定してください。
cli-silent-instance = 別の Leadline がこのファイルを開いていますが、応答しません。このウィンドウはそのまま使用できます。
cli-no-data-folder = システムのデータ フォルダーが見つかりません。--db または LEADLINE_DB でファイルを指定してください。
cli-output-failed = 結果を出力できませんでした: { $why }。変更は保存されています。
cli-file-in-use = Leadline のファイルそのものです

cli-column-id = 番号
cli-column-due = 期日

cli-import-counts = 新規: { $new }、変更: { $changed }、変更なし: { $unchanged }、読み取れない行: { $bad }
cli-import-refused = { $count }行を読み取れないため、何もインポートされていません。行を修正するか、--skip-bad-rows を付けてその行を除いてください。
cli-import-no-customer-column = { $file } に顧客を示す列がありません。--map customer=HEADER で列を指定してください。
cli-import-no-receipt-column = { $file } に受信日時を示す列がないため、新しい紹介案件の期限はこのインポートの時点から数えられます。--map received_at=HEADER で列を指定してください。
cli-import-left-over = { $file } のうち、どの項目にも割り当てられていない列です(紹介案件ごとにそのまま保存されます): { $columns }
cli-import-no-column = 列「{ $column }」のあるファイルがありません。列は次のとおりです: { $columns }

cli-export-unknown-kind = { $file } に書き出せません。ファイル名の末尾は .csv または .json にしてください。
cli-export-done = { $count }件の紹介案件を { $file } に書き出しました

cli-print-done = { $file } に書き出しました

cli-profile-none = { $region } のプロファイルはありません。一覧は profile list で確認できます。
cli-profile-not-json = { $file } に JSON 形式のプロファイルがありません: { $why }。「profile export」と同じ形式にしてください。
cli-profile-refused = エラーのあるプロファイルがあるため、何も保存されていません。修正してから、もう一度インポートしてください。
cli-profile-file-empty = ファイルにプロファイルがないため、変更はありません。
cli-profile-exported = { $count }件のプロファイルを { $file } に書き出しました

cli-remind-count = リマインダー{ $count }件

cli-backup-done = コピーを保存し、検査しました: { $file }
cli-restore-done = { $file } を復元しました。元の内容は { $kept } にあります。
cli-restore-done-new = { $file } を復元しました。
cli-fault = Leadline の内部エラーにより中断されました。それまでに完了した処理は保存されています。
cli-check-ok = ファイルに破損はありません。
cli-snoozed-until = { $at } までスヌーズします。
cli-snoozed-shortened = 期限が近いため、{ $at } までのスヌーズになります。

cli-about-selftest = システムに依存する機能を試します
cli-about-selftest-notifications = 通知を表示し、結果を報告します
cli-help-wait = クリックまたはボタン操作を待つ秒数
cli-selftest-taken = システムが通知を受け付けました。
cli-selftest-held-back = 応答不可モードがオンです。オフにすると通知が表示されます。
cli-selftest-windows = 通知またはボタンをクリックしてください。バナーが通知センターに移った後でも、Windows が Leadline を起動します。
cli-selftest-macos = macOS ではウィンドウを開いている間だけクリックを検出できます。設定の「テスト通知を送信」で確認してください。
cli-selftest-waiting = { $seconds }秒以内に通知またはボタンをクリックしてください。
cli-selftest-clicked = 通知がクリックされました。
cli-selftest-pressed = ボタンが押されました。
cli-selftest-nothing = 操作はありませんでした。
cli-link-unknown = リンクがこのファイルのものではないか、Leadline で使用できない形式です。

cli-about-backups = 自動で作成したバックアップを一覧表示します
cli-help-preview = 復元で何が変わるかを表示し、何も変更しません
cli-help-now = 先にバックアップを作成します
cli-help-second-folder = 今後、すべてのバックアップをこのフォルダーにも保存します
cli-help-single-folder = 今後、バックアップを専用のフォルダーだけに保存します
cli-about-recover = 破損した Leadline のファイルから取り戻せるものを表示または復旧します
cli-help-from-backup = このバックアップで破損したファイルを置き換えます(破損したファイルは同じフォルダーに残します)
cli-help-salvage = 破損したファイルに残っている内容で置き換えます(破損したファイルは同じフォルダーに残します)
cli-recover-whole = { $file } に破損はありません。復旧の必要はありません。
cli-recover-backup = バックアップ { $file }({ $at } 作成): { $what }
cli-recover-salvage = 破損したファイルに残っている内容: { $what }
cli-recover-choose = 何も変更していません。復旧するには: leadline --db { $file } recover --from-backup { $backup } または leadline --db { $file } recover --salvage
cli-recover-done = { $file } を再び使用できます。
cli-recover-kept = 破損したファイルの保管先: { $file }
cli-recover-report = 取り戻した内容の記録: { $file }
cli-recover-hint = 破損している場合は、「leadline recover」で取り戻せるものを確認できます。

cli-about-encryption = ファイルとバックアップをパスフレーズで保護します
cli-about-encryption-status = ファイルが暗号化されているかどうかを表示します
cli-about-encryption-on = ファイルとバックアップを暗号化します
cli-about-encryption-change = 別のパスフレーズで暗号化し直します
cli-about-encryption-off = 暗号化を解除します
cli-about-encryption-remember = ログイン中のユーザーのために、パスフレーズをシステムに記憶させます
cli-about-encryption-forget = システムに記憶させたパスフレーズを削除します
cli-help-passphrase-file = 1 行目に暗号化ファイルのパスフレーズを書いたファイル (LEADLINE_PASSPHRASE_FILE でも指定可)
cli-help-new-passphrase-file = 1 行目に新しいパスフレーズを書いたファイル。省略すると入力を求めます
cli-help-generate = 推測できないパスフレーズを生成して表示します
cli-help-remember = ログイン中のユーザーのために、パスフレーズをシステムに記憶させます
cli-encrypted-hint = --passphrase-file または LEADLINE_PASSPHRASE_FILE でパスフレーズのファイルを指定するか、端末から実行して入力してください。
cli-passphrase-prompt = { $file } のパスフレーズ:
cli-new-passphrase-prompt = 新しいパスフレーズ:
cli-new-passphrase-again = 新しいパスフレーズ (確認):
cli-new-passphrase-missing = 新しいパスフレーズが指定されていません。--new-passphrase-file でファイルを指定するか、--generate で生成するか、端末から実行してください。
cli-encryption-is-on = ファイルはすでに暗号化されています。パスフレーズを変更するには leadline encryption change を使用してください。
cli-encryption-is-off = ファイルは暗号化されていません。暗号化するには leadline encryption on を使用してください。
cli-encryption-generated = パスフレーズ: { $passphrase }
cli-encryption-on-done = { $backups ->
        [0] { $file } を暗号化しました。パスフレーズがないと誰も開けません。パスフレーズを調べる方法はありません。
       *[other] { $file } とバックアップ { $backups } 件を暗号化しました。パスフレーズがないと誰も開けません。パスフレーズを調べる方法はありません。
    }
cli-encryption-change-done = { $backups ->
        [0] { $file } のパスフレーズを変更しました。以前のパスフレーズでは開けません。
       *[other] { $file } とバックアップ { $backups } 件のパスフレーズを変更しました。以前のパスフレーズでは開けません。
    }
cli-encryption-off-done = { $backups ->
        [0] { $file } の暗号化を解除しました。
       *[other] { $file } とバックアップ { $backups } 件の暗号化を解除しました。
    }
