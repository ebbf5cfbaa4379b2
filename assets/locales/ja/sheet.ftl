# 印刷用のボードと紹介案件(PDF、PNG)

sheet-board-title = 紹介案件ボード
sheet-printed = { $at } 現在
sheet-number = No. { $id }
sheet-page = { $number }/{ $count } ページ
sheet-continued = { $what }(続き)
sheet-more = 他{ $count }件
sheet-narrowed-to = 絞り込み:{ $what }
sheet-lane-empty = 紹介案件はありません
sheet-cut = 以降は省略しました。全文は Leadline で確認できます。
sheet-view = ビュー「{ $name }」
sheet-search = 検索「{ $words }」

sheet-print-board = ボードを PDF または PNG で保存…
sheet-print-referral = この紹介案件を PDF または PNG で保存…
sheet-why-empty-board = ボードに表示中の紹介案件がありません
sheet-why-not-read = ボードを読み込んでいます
sheet-pdf = PDF(印刷・閲覧用)
sheet-png = PNG(画像)
sheet-board-file-title = ボードの保存
sheet-referral-file-title = 紹介案件の保存
sheet-board-file-name = 紹介案件ボード { $date }
sheet-referral-file-name = { $customer } { $date }
sheet-unknown-kind = { $file } には保存できません。拡張子が .pdf または .png の名前を指定してください。
sheet-own-file = { $file } は Leadline のファイルそのものです。別の名前を指定してください。
sheet-page-exists = 保存しませんでした。ページごとに画像を作成しますが、{ $file } がすでにあります。別の名前を指定するか、そのファイルを移動してください。
sheet-pdf-failed = PDF ファイルを作成できませんでした。フォントを埋め込めません。PNG で保存してください。
sheet-failed = ページを作成できませんでした。もう一方の形式(PDF または PNG)で保存してください。
sheet-cannot-open = { $file } を開けませんでした: { $why }。フォルダーから開いてください。
sheet-saved = { $file } に保存しました
sheet-saved-several = { $count }枚の画像を保存しました:{ $first }〜{ $last }
sheet-open-file = 開く
sheet-settings-title = ボードの印刷
sheet-settings-help = 表示中のボードを、社内共有用の PDF または PNG ファイルに保存します。
sheet-settings-do = 保存…
