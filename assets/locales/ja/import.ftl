# The import preview, and what is wrong with files and rows.

import-title = 紹介案件のインポート
import-reading = ファイルを読み込んでいます…
import-not-read-yet = ファイルを読み込んでいます。
import-stopped = ファイルの読み込みが中断されました。この画面を閉じて、もう一度インポートしてください。
import-importing = 紹介案件 { $count } 件をインポートしています…

import-layout-leads = パートナー センターのリード ダウンロード
import-layout-cosell = パートナー センターの共同販売一括ファイル
import-layout-leadline = Leadline のエクスポート
import-layout-json = Leadline のエクスポート、JSON
import-layout-other = その他の表
import-by-comma = コンマ区切り
import-by-semicolon = セミコロン区切り
import-by-tab = タブ区切り

import-new = 新規 { $count } 件
import-changed = 更新 { $count } 件
import-unchanged = 変更なし { $count } 件
import-bad-rows = インポートできない行が { $count } 行あります
import-line = { $line } 行目
import-leave-out = インポートできない { $count } 行を除外する
import-refused = インポートできない行があるため、何も取り込みません。ファイルを修正するか、その行を除外してください。
import-nothing-new = このファイルに新しい内容はありません。
import-customer-unassigned = 「{ $field }」に対応する列を選択してください。
import-confirm = { $count ->
    [0] インポート
   *[other] { $count } 件をインポート
}

import-column = ファイルの列
import-example = 値の例
import-fills = 対応する項目
import-fills-of = { $column }: 対応する項目
import-kept-aside = 追加の列として保持
import-field-ignore = 取り込まない
import-field-contact-name = 連絡先: 氏名
import-field-contact-mail = 連絡先: メール
import-field-contact-phone = 連絡先: 電話番号
import-field-first-name = 連絡先: 名
import-field-last-name = 連絡先: 姓
import-field-deal-value = 商談の金額
import-field-status = パートナー センターの状態
import-field-substatus = パートナー センターの状態の詳細
import-field-updated = 最終更新
import-field-expiry = 有効期限
import-field-offer = 依頼内容: オファー
import-field-call-to-action = 依頼内容: 行動喚起
import-field-lead-type = 依頼内容: リードの種類
import-field-leadline-id = Leadline ID
import-field-interested = 「興味あり」の日時
import-field-accepted = 承諾日時
import-field-archived-from = アーカイブ前のステージ
import-field-presumed = 結果の推定
import-field-lapse-waived = 期限超過の取り消し
import-field-other-columns = 追加の列

import-bad-in-column = { $column }: { $reason }
import-bad-customer = 顧客名がありません。
import-bad-date = 「{ $value }」は日付として読み取れません。
import-bad-amount = 「{ $value }」: { $problem }
import-bad-currency = 「{ $value }」は USD や JPY のような通貨コードではありません。
import-bad-too-few = 項目が { $found } 個しかありません(列は { $expected } 列)。
import-bad-too-many = 項目が { $found } 個あります(列は { $expected } 列)。
import-bad-too-long = { $bytes } バイトの項目があります。上限は { $most } バイトです。
import-bad-quote = 引用符が閉じられていません。
import-bad-object = JSON のオブジェクトではありません。
import-bad-type = 値の型が違います。

import-file-unreadable = { $file } を読み込めません: { $why }。ファイルとアクセス許可を確認してから、もう一度インポートしてください。
import-file-too-large = { $file } は { $megabytes } MB を超えています。分割してインポートしてください。
import-file-json = { $file } は Leadline の JSON エクスポートではありません: { $why }。
import-file-empty = { $file } は空です。別のファイルを選択してください。
import-file-no-header = { $file } の最初の行に列名がありません。列名の行を追加してから、もう一度インポートしてください。
import-file-too-many-columns = { $file } には { $count } 列あり、紹介案件の表としては多すぎます。別のファイルを選択してください。
import-file-workbook = { $file } は Excel ブックです。Excel で CSV UTF-8 形式で保存し、そのファイルをインポートしてください。
import-file-not-text = { $file } は UTF-8、UTF-16、Shift_JIS のいずれのテキスト ファイルでもありません。CSV UTF-8 形式で保存し、そのファイルをインポートしてください。
