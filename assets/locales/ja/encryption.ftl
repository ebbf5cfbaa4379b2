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
encryption-keychain = システムのパスワード保管機能を使用できませんでした: { $why }
encryption-left = バックアップ { $count } 件は、アクセスできないかパスフレーズが不明なため、以前の状態のままです: { $files }
encryption-aside = 以前に退避された、破損または未完成のコピーが { $count } 件あります。元の状態のままで、誰でも読める可能性があります: { $files }。不要になったら削除してください。
