# ファイルの暗号化と、暗号化されたファイルを開く操作

encryption-title = 暗号化
encryption-is-off = ファイルは暗号化されていません。
encryption-is-on = ファイルは暗号化されています。起動のたびにパスフレーズの入力を求めます。
encryption-is-on-remembered = ファイルは暗号化されています。パスフレーズはシステムに記憶されています。
encryption-absent = この Leadline には暗号化機能が組み込まれていません。
encryption-too-short = パスフレーズが短すぎます。{ $fewest } 文字以上で入力してください。4 語以上の組み合わせをお勧めします。
encryption-not-the-same = 2 つのパスフレーズが一致しません。もう一度入力してください。
encryption-remembered = パスフレーズをシステムに記憶しました。
encryption-forgotten = システムに記憶したパスフレーズを削除しました。次回の起動時に入力が必要です。
encryption-keychain = システムにパスフレーズを記憶、または削除できませんでした。起動のたびに入力が必要です。詳細: { $why }
encryption-left = バックアップ { $count } 件は、アクセスできないかパスフレーズが不明なため、以前の状態のままです: { $files }
encryption-aside = 以前に退避された、破損または未完成のコピーが { $count } 件あります。元の状態のままで、誰でも読める可能性があります: { $files }。不要になったら削除してください。

encryption-settings-off = ファイルやバックアップを入手した人は、誰でも内容を読めます。
encryption-settings-on = ファイルとバックアップは、パスフレーズを入力しないと開けません。
encryption-on = 暗号化…
encryption-change = パスフレーズの変更…
encryption-off = 暗号化の解除…
encryption-on-title = ファイルの暗号化
encryption-on-do = 暗号化する
encryption-change-title = パスフレーズの変更
encryption-change-do = 変更する
encryption-about = ファイルとすべてのバックアップを、このパスフレーズで暗号化します。これまで読めた内容は上書きして消去します。
encryption-warning = パスフレーズを忘れると、ファイルの内容はすべて失われます。復元できる人はいません。必ず安全な場所に控えてください。
encryption-new = 新しいパスフレーズ
encryption-again = 新しいパスフレーズ (確認)
encryption-show = 表示する
encryption-make = 自動で生成
encryption-remember = このコンピューターに記憶する
encryption-remember-help = あなたのアカウントでログインしている間は、システムがファイルを開きます。記憶しない場合は起動のたびに入力が必要で、入力するまで通知は届きません。
encryption-off-title = 暗号化を解除しますか?
encryption-off-body = ファイルとバックアップを入手した人は、誰でも内容を読めるようになります。内容は変わりません。
encryption-off-do = 解除する
encryption-working = ファイルとバックアップを暗号化しています…
encryption-off-working = ファイルとバックアップの暗号化を解除しています…
encryption-done-title = ファイルを暗号化しました
encryption-done = { $backups ->
        [0] 今後は、パスフレーズを入力しないと開けません。
       *[other] 今後は、ファイルとバックアップ { $backups } 件は、パスフレーズを入力しないと開けません。
    }
encryption-off-done-title = 暗号化を解除しました
encryption-off-done = { $backups ->
        [0] パスフレーズなしで開けます。
       *[other] ファイルとバックアップ { $backups } 件は、パスフレーズなしで開けます。
    }
encryption-failed-title = 変更できませんでした
encryption-as-it-was = ファイルは元のままです。
encryption-open-board = 続ける
unlock-title = ファイルは暗号化されています
unlock-passphrase = パスフレーズ
unlock-do = 開く
unlock-trying = パスフレーズを確認しています…
unlock-nothing-typed = パスフレーズを入力してください。
unlock-forgotten = ファイルを開くまで、期限の通知は届きません。
unlock-damaged-message = このファイルはそのままでは開けません。暗号化されていない場合は、先頭部分が破損している可能性があります。復旧できる内容をここに表示します。
