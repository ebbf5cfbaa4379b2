# 操作、キー、コマンド パレット

keys-shortcuts = キーボード ショートカット
keys-palette = 操作の検索
keys-palette-hint = 実行する操作を入力
keys-palette-about = 対象:{ $customer }
keys-palette-nothing = 該当する操作はありません。
keys-group-referral = 選択中の紹介案件
keys-group-cards = ボード
keys-group-file = 紹介案件とファイル
keys-group-window = ウィンドウ
keys-next-card = 次のカード
keys-previous-card = 前のカード
keys-lane-left = 左のレーン
keys-lane-right = 右のレーン
keys-first-card = レーンの先頭のカード
keys-last-card = レーンの末尾のカード
keys-peek = 内容を表示/閉じる
keys-card-menu = カードのメニュー
keys-snooze = スヌーズ:{ $choice }
keys-export = すべての紹介案件をエクスポート…
keys-back-up = ファイルをバックアップ…
keys-reminders = リマインダー
keys-go = 移動:{ $screen }
keys-why-no-referral = 先にカードを選択してください
keys-why-here = 現在の画面です
keys-why-not-on-board = ボードでのみ使用できます
