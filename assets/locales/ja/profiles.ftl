# The profile editor.

profiles-title = ビジネス プロファイル
profiles-new = 新しいプロファイル
profiles-empty-title = ビジネス プロファイルがありません
profiles-empty-body = ビジネス プロファイルは、国/地域ごとに、会社が提供する内容と連絡先を顧客に伝えるものです。紹介案件はプロファイルに基づいて届きます。ここに控えを登録すると、内容を確認し、紹介案件がどのプロファイルに合うかを表示します。
profiles-published = 公開中
profiles-not-published = 非公開
profiles-not-saved-yet = 未保存
profiles-unsaved = 未保存の変更
profiles-saving = 保存しています…
profiles-error-count = エラー{ $count }件
profiles-warning-count = 警告{ $count }件
profiles-go-to-field = この項目に移動
profiles-save-needs-mending = 保存する前に、エラーのある項目を修正してください: { $fields }
profiles-save-needs-choice = どちらの内容を使用するかを先に選択してください。
profiles-nothing-to-save = 変更はありません。
profiles-nothing-to-discard = 破棄する変更はありません。
profiles-discard = 破棄
profiles-discard-edits = 変更を破棄
profiles-delete = プロファイルを削除…
profiles-changed-elsewhere = 編集中に、このプロファイルがほかの場所で変更されました。
profiles-reload = 再読み込み
profiles-keep-own = 自分の変更を使用
profiles-deleted-elsewhere = 編集中に、このプロファイルがほかの場所で削除されました。
profiles-save-as-new = 新しいプロファイルとして残す
profiles-leave-title = 変更を保存しますか?
profiles-leave-body = プロファイル「{ $region }」に保存されていない変更があります。
profiles-keep-editing = 編集を続ける
profiles-delete-title = プロファイル「{ $region }」を削除しますか?
profiles-delete-body = 削除されるのはプロファイルだけです。紹介案件には影響せず、ボードとアーカイブに連絡先や履歴とともに残ります。この操作は元に戻せます。

profiles-place = 国/地域と公開
profiles-region-choose = 国/地域を選択
profiles-region-search = 名前またはコードで検索
profiles-region-none = 一致する国/地域がありません。
profiles-active-note = 公開中のプロファイルは顧客の検索に表示され、紹介案件が届きます。

profiles-about = 顧客に表示される内容
profiles-characters = { $count } / { $most }文字

profiles-count-of = { $count } / { $most }
profiles-locations-note = 拠点ごとにページが作成されます。新しい紹介案件のメールは、拠点の連絡先に届きます。
profiles-location-address = 住所
profiles-contact-name = 連絡先の氏名
profiles-location-add = 拠点を追加
profiles-locations-full = 拠点は1つのプロファイルに5つまでです。先に1つ取り除いてください。
profiles-location-removed = 拠点を取り除きました。
profiles-location-put-back = 元に戻す
profiles-remove-named = { $name }を取り除く

profiles-keyword-count = { $count }件
profiles-keywords-note = 顧客が検索する語を、重要な順に並べます。並べ替えるには、ドラッグするか、クリックしてメニューを開くか、Alt キーを押しながら左右の矢印キーを押します。
profiles-keyword-add = キーワードを追加
profiles-keyword-add-needs-text = キーワードを入力してください。
profiles-keyword-add-note = Enter キーまたは読点・カンマで追加します。カンマまたは改行で区切った一覧の貼り付けもできます。
profiles-keyword-double = 「{ $known }」は既に登録されています。
profiles-keyword-double-as = 「{ $typed }」は既に「{ $known }」として登録されています。
profiles-keyword-first = 先頭に移動
profiles-keyword-earlier = 左に移動
profiles-keyword-later = 右に移動

profiles-industries-full = 業種は1つのプロファイルに5つまでです。先に1つ解除してください。
profiles-services = サービス
profiles-products = 製品
profiles-sizes-note = チェックした規模の会社からの紹介案件は対象外になります。受け取る規模はチェックしないでください。パートナー センターの規模区分には粗いものと細かいものがあり、範囲が重なります。紹介案件にはそのどちらか一方が付くため、対象外にするときは両方をチェックしてください。
profiles-size-opted-out = { $size }(対象外)
