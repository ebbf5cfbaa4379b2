# The board: lanes, cards, dragging.

board-reading = ボードを読み込んでいます…
board-first-title = 紹介案件の取りこぼしをなくす
board-first-body = Leadline は、パートナー センターの紹介案件を回答期限の近い順にボードに並べます。紹介案件を登録するか、パートナー センターのファイルをインポートするか、サンプルで試してみてください。
board-add-samples = サンプルで試す
board-samples = サンプルを表示しています。
board-samples-close = この表示を閉じる
board-empty-new = 新しい紹介案件はありません。登録するか、ファイルをインポートしてください。
board-empty-evaluating = 評価中の紹介案件はありません。新しい紹介案件をここへドラッグするか、カードを選んで { $key } を押すと、連絡先と依頼の全文が表示されます。
board-empty-negotiating = 交渉中の紹介案件はありません。承諾する紹介案件をここへドラッグするか、カードを選んで { $key } を押し、金額と成約予定日を入力してください。
board-empty-open-new = 最も急ぐ新しい案件を開く
board-empty-open-evaluating = 承諾を検討中の最も急ぐ案件を開く
board-lane-spoken = { $stage }、{ $count }件
board-card-spoken = { $customer }、{ $time }、{ $stage }、{ $count }件中{ $index }件目
board-card-menu = { $customer }の操作
board-due-today = 24時間以内{ $count }件
board-closes = 成約予定日
board-closes-on = 成約予定 { $date }
board-no-clock = 期限なし
board-lands-below = この下に入ります
board-lands-above = この上に入ります
board-past-advice = { $mark }・24時間超過
board-found-out-of-sight = 本文・メモ等に一致
board-archive-rail = アーカイブ、{ $count }件
board-open = 開く
board-move-to = 移動先
board-lane-collapse = { $stage }を折りたたむ
board-open-lanes = すべてのレーンを開く
board-all-collapsed = すべてのレーンが折りたたまれています。レーンをクリックすると開きます。

board-due-next = 次の期限
board-due-spoken = { $customer }、{ $time }、{ $stage }
board-today = 本日 { $count }件
board-today-spoken = { $count ->
    [0] 本日:対応が必要な紹介案件はありません
   *[other] 本日:対応が必要な紹介案件{ $count }件
}
board-today-help = 本日の業務終了までに対応が必要な紹介案件です。終了後の夜間や休日に期限を迎えるものも含みます。
board-today-title = 本日
board-today-until = { $count }件は、その次の業務開始({ $at })より前に期限を迎えるため、この業務日のうちに対応が必要です。
board-today-empty-title = 本日対応するものはありません
board-today-open-next = 次に期限を迎える案件を開く
board-today-empty-body = 次の業務開始より前に期限を迎える紹介案件が、緊急なものから順に表示されます。
board-search = 紹介案件を検索
board-search-key = /
board-search-clear = 検索をクリア
board-searching = 検索しています…
board-found = { $all }件中{ $shown }件
board-count-of-short = { $shown }/{ $all }
board-count-of = { $all }件中{ $shown }件
board-lane-spoken-of = { $stage }、{ $all }件中{ $shown }件
board-no-match-lane = このレーンに一致する案件はありません
board-no-match-title = 一致する紹介案件はありません
board-no-match-body = すべての語を含む紹介案件だけが表示されます。語を減らすか、終了した案件をアーカイブで検索してください。
board-search-archive = アーカイブを検索
board-no-match-body-filters = フィルターを外すか、検索する語を減らすか、終了した案件をアーカイブで検索してください。
board-no-match-clear-all = 検索と絞り込みをクリア
board-filter-clear = 絞り込みを解除
board-filter-remove = フィルター「{ $filter }」を外す
board-filter-choice = { $name }、{ $count }件
board-filter-urgency = 緊急度
board-filter-profile = ビジネス プロファイル
board-filter-no-profile = 該当するプロファイルなし
board-filter-deleted-profile = 削除されたプロファイル
board-filter-fit = 適合
board-filter-fits = 公開中のプロファイルに適合
board-filter-fits-not = 公開中のプロファイルに適合しない
board-filter-source = 登録元
board-filter-entered = 手入力
board-filter-imported = インポート
board-filter-mine = 自分の担当
board-filter-nobody = 担当者未定
board-filter-at-least = { $value }以上
board-views = ビュー
board-view-all = すべての紹介案件
board-view-save = このビューを保存
board-view-hint = 検索や絞り込みをしてから、ここでビューとして保存できます。
board-view-name = ビューの名前
board-view-needs-name = 名前を入力してください
board-view-rename = 「{ $name }」の名前を変更
board-view-delete = 「{ $name }」を削除
board-view-name-is-taken = 同じ名前のビューがあります
board-view-replace = 置き換え

# The cards that are selected, and the bar of what can be done with them.

select-bar = 選択中の項目
select-count = { $count }件を選択中
select-action = { $action } ({ $count })
select-move = 選択中の{ $count }件の移動先
select-clear = 選択を解除
select-drop = { $action }:{ $total }件中{ $count }件
select-some-of = { $total }件中{ $count }件
select-one-at-a-time = 金額と成約予定日は案件ごとに異なります。1件ずつ承諾してください。

board-swimlanes = スイムレーン
board-band-spoken = { $band }、{ $count }件
board-band-lane-spoken = { $stage } – { $band }、{ $count }件
board-band-collapse = { $band }を折りたたむ
board-band-open = { $band }を開く
board-band-no-region = 国/地域なし
board-band-no-size = 会社の規模なし
board-band-no-owner = 担当者なし

# The card of what is worth knowing, shown once.

tour-title = 知っておくと便利な5つのこと
tour-moves = カードを次のレーンへドラッグするか、カードを選んで数字キーを押します。
tour-palette = どの操作も、どの顧客の紹介案件もすぐに見つかります。
tour-search = 対応中の紹介案件をすべての項目から検索します。Esc で解除します。
tour-keys = すべてのショートカット キーを表示します。
tour-clocks = カードの時間は次の期限までの残りです。まず回答の目安の 24時間、次に自動でアーカイブされる期限までを示します。
tour-done = 閉じる
