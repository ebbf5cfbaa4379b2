# The window's frame: menus, views, start.

file-not-leadline = { $file } は Leadline のファイルではありません。ファイルは変更していません。別のファイルを選択してください。
file-newer = { $file } は新しいバージョンの Leadline で作成されています。ファイルは変更していません。Leadline を更新するか、別のファイルを選択してください。
file-locked = { $file } は別のプログラムがロックしています。そのプログラムを終了してから、もう一度お試しください。
file-read-only = { $file } またはそのフォルダーに書き込めません。アクセス許可とディスクの空き容量を確認するか、別のファイルを選択してください。
file-unreachable = { $file } を開けません: { $why }。パスを確認してから、もう一度お試しください。
file-missing = ファイル { $file } がありません。パスを確認してから、もう一度お試しください。
file-in-use = { $file } は現在使用しているファイルです。別の名前を選択してください。
file-dangling = { $file } が破損しています: どこにも属さない行が{ $rows }行あります({ $tables })。バックアップから復元するか、別のファイルを選択してください。
file-damaged = { $file } が破損しています: { $why }。バックアップから復元するか、別のファイルを選択してください。
file-disk-full = { $file } のあるディスクに空き容量がないため、保存できませんでした。空き容量を増やしてから、もう一度お試しください。
file-disk-failing = { $file } を読み書きできませんでした。このファイルのあるディスクの空き容量不足、故障、または切断が考えられます。空き容量やディスクの接続を確認してから、もう一度お試しください。変更が一部だけ保存されることはありません。
file-conflict = ほかのウィンドウまたはプログラムで変更されています。上書きはしていません。内容を確認してから、もう一度操作してください。
file-other = { $file } の読み書きに失敗しました: { $why }。もう一度お試しください。解決しない場合は、ファイルのコピーを取ってからバックアップを復元してください。

app-title = { $count ->
    [0] Leadline
   *[other] ({ $count }) Leadline
}
app-board = ボード
app-archive = アーカイブ
app-profiles = ビジネス プロファイル
app-settings = 設定
app-new-referral = 新規登録
app-import = インポート…
app-remove-samples = サンプルを削除
app-resize-panel = パネルの幅を変更
app-side-bar = 今日・リマインダー・通知
app-reminders = { $count ->
    [0] リマインダー
   *[other] リマインダー(新着{ $count }件)
}
app-undo = 元に戻す – { $what }
app-redo = やり直し – { $what }

files-importable = CSV および JSON ファイル
files-csv = CSV ファイル
files-json = JSON ファイル
files-import-title = インポートするファイルの選択
files-export-title = すべての紹介案件のエクスポート
files-backup-title = ファイルのバックアップ
files-open-title = Leadline のファイルの選択
files-fault-again = Leadline の内部エラーにより、ウィンドウが繰り返し停止しています。保存済みの内容はすべてファイルに残っています。Leadline を終了し、もう一度起動してください。解決しない場合は、データファイルと同じ場所にある、名前が .faults.txt で終わるファイルを開発元にお送りください。お客様のデータは含まれていません。
files-opening = { $file } を開いています…
files-there-already = 保存しませんでした。{ $file }がすでにありますが、選ばれたのは別の名前です。置き換えるには拡張子まで含めて選び、そうでなければ別の名前を選んでください。
files-exported = { $count }件の紹介案件を { $file } にエクスポートしました
files-backed-up = { $file } にバックアップしました
files-cannot-write = { $file } に書き込めません: { $why }。別の場所を指定してください。
files-no-dialog-import = システムのファイル選択画面を表示できませんでした。ファイルをこのウィンドウにドロップするか、端末で「leadline import FILE」を実行してください。
files-no-dialog = システムのファイル選択画面を表示できませんでした。代わりに、端末で「{ $command }」を実行してください。
files-no-dialog-at-all = システムのファイル選択画面を表示できませんでした。デスクトップ ポータルまたは zenity をインストールしてから、もう一度お試しください。

app-no-window = ウィンドウを開けません: { $why }。Leadline には OpenGL が使えるディスプレイが必要です。コマンドはディスプレイがなくても使えます(leadline --help)。
file-encrypted = { $file } は暗号化されています。開くにはパスフレーズを入力してください。
file-wrong-passphrase = このパスフレーズでは { $file } を開けません。大文字と小文字、キーボードの配列を確認してください。
file-encryption-absent = { $file } には暗号化機能が必要ですが、この Leadline には組み込まれていません。リリース版を使用してください。
file-own = { $file } は別の Leadline ファイルであるか使用中のため、コピーで置き換えませんでした。別の名前を指定するか、不要な場合は先にそのファイルを削除してください。
