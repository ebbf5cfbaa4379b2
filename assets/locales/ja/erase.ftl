# 個人の消去: 確認、結果、保存期間、ファイルを読める人

action-erase = 個人情報を消去
erase-title = 個人情報の消去
erase-scope = 消去する内容
erase-scope-all = 連絡先、依頼の全文、メモ
erase-scope-contact = 連絡先のみ
erase-looking = バックアップを確認しています…
erase-goes-all = 連絡先、依頼の全文、メモ、対応する項目のない取り込み列、および辞退、失注、訂正の際に入力した文章を、履歴も含めて消去します。
erase-goes-contact = 連絡先と、対応する項目のない取り込み列を、履歴も含めて消去します。残る文章の中の氏名、メールアドレス、電話番号は伏せます。愛称や姓だけの記載は見つけられません。
erase-stays = 紹介案件は、顧客、地域、日付、取引、結果とともに残ります。顧客名や依頼に氏名が含まれる場合は、その部分を伏せます。
erase-backups = { $count ->
    [0] 確認するバックアップはありません。
   *[other] { $count }件のバックアップを確認し、該当する個人情報があるものは、除いたうえで書き直します。
}
erase-final = この操作は元に戻せません。書き出したファイル、印刷物、ご自身で作成したコピーからは消去されません。
erase-same-contact = 同じ氏名、メールアドレスまたは電話番号を持つ紹介案件がほかにあり、そちらには残ります。番号: { $numbers }
erase-aside = { $file } は退避または書きかけのファイルで、個人情報が残っている可能性があります。不要になったら削除してください。
erase-agree = 完全に消去する
erase-agree-missing = 先に「完全に消去する」をオンにしてください
erase-wait = バックアップの確認が終わるまでお待ちください
erase-do = 消去
erase-finished = { $count }件の個人情報を、ファイルと{ $backups ->
    [0] バックアップから消去しました(該当するバックアップはありませんでした)。
   *[other] { $backups }件のバックアップから消去しました。
}
erase-unfinished = { $count }件の個人情報を、ファイルと{ $backups ->
    [0] 書き直せるバックアップから消去しました。
   *[other] { $backups }件のバックアップから消去しました。
}ほかのコピーに残っている可能性があるため、消去はまだ完了していません。
erase-recovered-unknown = 破損したファイルからは、消去した個人情報と消去が完了していない場所を確実に読み取れませんでした。戻っている個人情報があれば、もう一度消去してください。
erase-delete-ask = これらのコピーを削除…
erase-leave = このまま残す
erase-waiting = { $file } にアクセスまたは書き込みできないため、消去した個人情報が残っている可能性があります。次回の起動時に再度実行します。
erase-unwritable = { $file } は破損しているか新しいバージョンのファイルのため書き直せず、消去した個人情報が残っている可能性があります。不要であれば削除してください。
erase-delete-title = これらのコピーを削除しますか?
erase-delete-body = 個人情報が残っている可能性があり、書き直せないコピーが{ $count }件あります: { $files }
erase-delete-do = 削除
erase-delete-failed = { $file } を削除できませんでした。
entry-erased = 個人情報を消去
notice-erase = { $count }件の個人情報を消去しました

cli-about-erase = 紹介案件の個人情報を、履歴とバックアップも含めて消去します
cli-help-all-texts = 依頼の全文とメモも消去します
cli-help-yes = 実行します(元に戻せません)
cli-help-delete-copies = 破損したコピーと書き直せないバックアップも削除します
cli-erase-needs-yes = 何も消去していません。完全に消去するには --yes を、結果だけを確認するには --dry-run を付けてください。

retention-title = アーカイブ後の消去
retention-help = この期間が過ぎたアーカイブ済みの紹介案件の連絡先、依頼の全文、メモを、バックアップも含めて完全に消去します。
retention-off = しない
retention-days = { $count }日後
retention-confirm-title = 古い連絡先を今後消去しますか?
retention-confirm-body = { $count ->
    [0] 期間を過ぎた紹介案件はまだありません。今後、期間を過ぎたものから消去します。
   *[other] { $count }件のアーカイブ済みの紹介案件が期間を過ぎています。これらの連絡先、依頼の全文、メモを1日以内に消去し、ほかは期間を過ぎしだい消去します。この操作は元に戻せません。
}
retention-confirm-do = 今後消去する
retention-erased = 保存期間が過ぎたため、{ $count }件の個人情報を消去しました。

readable-file = { $file } はこのコンピューターのほかの利用者も読めます。所有者だけが読めるようにしてください(例: chmod 600)。
readable-folder = { $file } はこのコンピューターのほかの利用者も開けます。所有者だけが開けるようにしてください(例: chmod 700)。
