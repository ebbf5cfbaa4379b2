//! Country names in English and Japanese.

use crate::domain::fold;

/// ISO 3166-1 codes with the names files use for them, folded.
const COUNTRIES: [(&str, &[&str]); 52] = [
    ("AE", &["united arab emirates", "アラブ首長国連邦"]),
    ("AR", &["argentina", "アルゼンチン"]),
    ("AT", &["austria", "オーストリア"]),
    ("AU", &["australia", "オーストラリア"]),
    ("BE", &["belgium", "ベルギー"]),
    ("BR", &["brazil", "ブラジル"]),
    ("CA", &["canada", "カナダ"]),
    ("CH", &["switzerland", "スイス"]),
    ("CL", &["chile", "チリ"]),
    ("CN", &["china", "中国", "中華人民共和国"]),
    ("CO", &["colombia", "コロンビア"]),
    ("CZ", &["czech republic", "czechia", "チェコ"]),
    ("DE", &["germany", "ドイツ"]),
    ("DK", &["denmark", "デンマーク"]),
    ("EG", &["egypt", "エジプト"]),
    ("ES", &["spain", "スペイン"]),
    ("FI", &["finland", "フィンランド"]),
    ("FR", &["france", "フランス"]),
    (
        "GB",
        &[
            "united kingdom",
            "uk",
            "great britain",
            "england",
            "イギリス",
            "英国",
        ],
    ),
    ("GR", &["greece", "ギリシャ"]),
    ("HK", &["hong kong", "hong kong sar", "香港"]),
    ("HU", &["hungary", "ハンガリー"]),
    ("ID", &["indonesia", "インドネシア"]),
    ("IE", &["ireland", "アイルランド"]),
    ("IL", &["israel", "イスラエル"]),
    ("IN", &["india", "インド"]),
    ("IT", &["italy", "イタリア"]),
    ("JP", &["japan", "日本", "日本国"]),
    (
        "KR",
        &[
            "korea",
            "south korea",
            "republic of korea",
            "韓国",
            "大韓民国",
        ],
    ),
    ("LU", &["luxembourg", "ルクセンブルク"]),
    ("MX", &["mexico", "メキシコ"]),
    ("MY", &["malaysia", "マレーシア"]),
    ("NG", &["nigeria", "ナイジェリア"]),
    ("NL", &["netherlands", "the netherlands", "オランダ"]),
    ("NO", &["norway", "ノルウェー"]),
    ("NZ", &["new zealand", "ニュージーランド"]),
    ("PE", &["peru", "ペルー"]),
    ("PH", &["philippines", "フィリピン"]),
    ("PL", &["poland", "ポーランド"]),
    ("PT", &["portugal", "ポルトガル"]),
    ("RO", &["romania", "ルーマニア"]),
    ("SA", &["saudi arabia", "サウジアラビア"]),
    ("SE", &["sweden", "スウェーデン"]),
    ("SG", &["singapore", "シンガポール"]),
    ("TH", &["thailand", "タイ"]),
    ("TR", &["turkey", "türkiye", "トルコ"]),
    ("TW", &["taiwan", "台湾"]),
    ("UA", &["ukraine", "ウクライナ"]),
    (
        "US",
        &[
            "united states",
            "united states of america",
            "usa",
            "u.s.",
            "u.s.a.",
            "アメリカ",
            "アメリカ合衆国",
            "米国",
        ],
    ),
    ("VN", &["vietnam", "viet nam", "ベトナム"]),
    ("ZA", &["south africa", "南アフリカ"]),
    ("MA", &["morocco", "モロッコ"]),
];

/// A two-letter code where the text is one or names a well-known country, otherwise the text as it came. `UK` is the
/// United Kingdom, whose code is GB.
pub fn region(text: &str) -> String {
    let folded = fold(text);
    let code = COUNTRIES
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(code, _)| (*code).to_owned());
    code.unwrap_or_else(|| {
        if folded.len() == 2 && folded.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            folded.to_ascii_uppercase()
        } else {
            text.to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_countries_get_their_code_and_others_stay() {
        for (text, expected) in [
            ("jp", "JP"),
            ("ＪＰ", "JP"),
            ("Japan", "JP"),
            ("日本", "JP"),
            ("米国", "US"),
            ("United  States", "US"),
            ("UK", "GB"),
            ("ｱﾒﾘｶ", "US"),
            ("Atlantis", "Atlantis"),
            ("XK", "XK"),
        ] {
            assert_eq!(region(text), expected);
        }
    }

    #[test]
    fn the_names_are_in_their_folded_form() {
        for (code, names) in COUNTRIES {
            for name in names {
                assert_eq!(region(name), code);
            }
        }
    }
}
