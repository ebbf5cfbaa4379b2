# What is pointed out about a business profile, and the names of its parts.

finding-region-missing = このプロファイルの国/地域を選択してください。
finding-region-malformed = 国/地域が2文字のコードではありません。一覧から選択してください。
finding-region-taken = この国/地域には既に別のプロファイルがあります。別の国/地域を選択するか、そのプロファイルを編集してください。
finding-description-too-long = 説明が{ $count }文字超過しています。2,500文字以内にしてください。
finding-description-missing = 説明が入力されていません。会社が提供する内容を入力してください。
finding-website-malformed = Web サイトのアドレスが正しくありません。https://www.contoso.com のように入力してください。
finding-too-many-locations = 拠点は1つのプロファイルに5つまでです。優先度の低いものを削除してください。
finding-location-missing = 公開中のプロファイルに拠点がありません。メールを受け取る拠点を追加してください。
finding-contact-missing = この拠点にはメール アドレスのある連絡先がないため、通知が届きません。連絡先を入力してください。
finding-email-malformed = 連絡先のメール アドレスが正しくありません。name@contoso.com のように入力してください。
finding-too-many-industries = 業種は1つのプロファイルに5つまでです。優先度の低いものを削除してください。
finding-keywords-missing = キーワードがないため、顧客の検索に一致しません。顧客が検索しそうな語を追加してください。
finding-inactive-with-referrals = プロファイルは公開されていませんが、この国/地域の対応中の紹介案件が{ $count }件あります。公開するか、届いた理由を確認してください。
finding-opted-out-size-received = 対象外にした会社の規模の対応中の紹介案件が{ $count }件あります。会社の規模の設定を確認してください。
finding-every-size-opted-out = すべての会社の規模が対象外になっているため、紹介案件が一致しません。少なくとも1つを対象にしてください。

severity-warning = 警告
severity-error = エラー

profile-field-region = 国/地域
profile-field-active = 公開
profile-field-description = 説明
profile-field-website = Web サイト
profile-field-locations = 拠点
profile-field-location = 拠点{ $number }
profile-field-keywords = キーワード
profile-field-industries = 業種
profile-field-sizes = 対象外にする会社の規模
