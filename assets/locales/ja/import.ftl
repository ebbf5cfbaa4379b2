# The import: what is wrong with rows and files, and the preview.

import-bad-customer-missing = 顧客名がありません。顧客名を入力するか、この行を除いてください。
import-bad-date = 「{ $value }」は日時として読み取れません。2026-11-22T09:00:00Z または 2026-11-22 のように入力してください。
import-bad-amount = 「{ $value }」: { $why }
import-bad-currency = 「{ $value }」は通貨コードではありません。USD や JPY のように3文字で入力してください。
import-bad-field-count = 表の列が{ $expected }列であるのに対し、この行には{ $found }個の値があります。区切り文字や引用符の過不足を確認してください。
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
