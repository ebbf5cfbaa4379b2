# The import: what is wrong with rows and files, and the preview.

import-bad-customer-missing = 顧客名がありません。顧客名を入力するか、この行を除いてください。
import-bad-date = 「{ $value }」は日時として読み取れません。2026-11-22T09:00:00Z または 2026-11-22 のように入力してください。
import-bad-amount = 「{ $value }」: { $why }
import-bad-currency = 「{ $value }」は通貨コードではありません。USD や JPY のように3文字で入力してください。
import-bad-field-count = 表の列が{ $expected }列であるのに対し、この行には{ $found }個の値があります。区切り文字や引用符の過不足を確認してください。
import-bad-too-many-rows = ファイルの行数が { $most } 行を超えているため、取り込みませんでした。ファイルを分割して、順にインポートしてください。
import-bad-field-too-long = { $most }バイトを超える値があります。短くしてください。
import-bad-quote-left-open = 引用符が閉じられていないため、以降がすべて1つの値として読み取られました。引用符を閉じてください。
import-bad-not-an-object = この要素は JSON オブジェクトではありません。波かっこで囲んだオブジェクトにしてください。
import-bad-wrong-type = 値の型が正しくありません。エクスポートと同じ形式で入力してください。

import-file-too-large = { $file } は { $megabytes } MB を超えています。複数のファイルに分割してください。
import-file-not-json = { $file } を読み取れません({ $why })。CSV ファイルか、Leadline の JSON エクスポートを選択してください。
import-file-too-many-columns = { $file } には { $found } 列あり、紹介案件の表ではありません。別のファイルを選択してください。
import-file-empty = { $file } は空です。別のファイルを選択してください。
import-file-no-header = { $file } の先頭行に列名がありません。列名を追加するか、別のファイルを選択してください。
import-file-workbook = { $file } はブックです。CSV 形式で保存してから、そのファイルをインポートしてください。
import-file-not-text = { $file } は UTF-8、UTF-16、Shift_JIS のテキスト ファイルではありません。UTF-8 の CSV として保存し直してください。

import-title = 紹介案件のインポート
import-reading = ファイルを読み込んでいます…
import-not-read-yet = ファイルを読み込んでいます。
import-stopped = ファイルの読み込みが中断されました。この画面を閉じて、もう一度インポートしてください。
import-importing = 紹介案件{ $count }件をインポートしています…

import-layout-leads = パートナー センターのリード ダウンロード
import-layout-cosell = パートナー センターの共同販売一括ファイル
import-layout-leadline = Leadline のエクスポート
import-layout-json = Leadline のエクスポート、JSON
import-layout-other = その他の表
import-by-comma = コンマ区切り
import-by-semicolon = セミコロン区切り
import-by-tab = タブ区切り

import-new = 新規{ $count }件
import-changed = 更新{ $count }件
import-unchanged = 変更なし{ $count }件
import-bad-rows = インポートできない行が{ $count }行あります
import-line = { $line }行目
import-leave-out = インポートできない{ $count }行を除外する
import-refused = インポートできない行があるため、何もインポートしません。ファイルを修正するか、その行を除外してください。
import-nothing-new = このファイルに新しい内容はありません。
import-of-erased = { $count }行は、消去された個人に関するものです。個人の情報は取り込まれず、これらの行から新しい紹介案件は作成されません。
import-undated = 受信日時を示す列がないため、新しい紹介案件の期限はこのインポートの時点から数えられます。該当する列がある場合は、下の一覧で「受信日時」に割り当ててください。
import-customer-unassigned = 「{ $field }」に対応する列を選択してください。
import-confirm = { $count ->
    [0] インポート
   *[other] { $count }件をインポート
}

import-column = ファイルの列
import-example = 値の例
import-fills = 対応する項目
import-fills-of = { $column }: 対応する項目
import-kept-aside = 追加の列として保持
import-field-ignore = インポートしない
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

