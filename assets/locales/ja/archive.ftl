# The archive table.

archive-search = アーカイブを検索
archive-count = { $all }件中{ $shown }件
archive-all-regions = すべての国/地域
archive-period = 期間
archive-period-all = 全期間
archive-period-days = 過去{ $days }日間
archive-period-this-year = 今年
archive-period-custom = 期間を指定
archive-first-day = 開始日
archive-last-day = 終了日
archive-date-hint = 2026-11-30
archive-date-error = 日付として読み取れません。2026-11-30 または 11/30 のように入力してください。
archive-period-reversed = 開始日が終了日より後のため、該当する紹介案件がありません。日付を入れ替えてください。
archive-clear = 絞り込みを解除
archive-table = アーカイブ済みの紹介案件
archive-sort-none = { $column }、並べ替えなし
archive-sort-ascending = { $column }、昇順
archive-sort-descending = { $column }、降順
archive-actions = { $customer }の操作
archive-empty-title = アーカイブはまだ空です
archive-empty-go = ボードを開く
archive-empty-body = 受注、失注、辞退、スキップした案件と、期限を過ぎた案件がここに入ります。
archive-no-match-title = 条件に一致する紹介案件はありません
archive-no-match-body = 検索する語を減らすか、結果、国/地域、期間の条件を広げてください。
archive-failed-title = アーカイブを読み込めませんでした
archive-failed-body = 何も変更されていません。もう一度お試しください。解決しない場合は Leadline を再起動してください。
