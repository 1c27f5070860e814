use super::*;

/// Reads `path sign value`, and writes it again.
fn written(text: &str) -> Result<String, Expected> {
    let at = text.find(['<', '>', '=', '≥', '≤']).unwrap();
    let mut signs = text[at..].chars();
    let (sign, width) = sign(signs.next(), signs.next()).unwrap();
    let value: String = text[at..].chars().skip(width).collect();
    test(&text[..at], sign, &value).map(|t| t.to_string())
}

#[test]
fn a_comparison_is_read_and_written() {
    let cases = [
        ("support>=500万", "资助.金额>=500万元"),
        ("資助≥５００萬元", "资助.金额>=500万元"),
        ("補助>=5000000", "资助.金额>=500万元"),
        ("money<三千万元", "金额<3000万元"),
        ("金额=100万..500万", "金额=100万元..500万元"),
        ("金额=500万..100万", "金额=100万元..500万元"),
        ("金额=200万元", "金额=200万元"),
        ("金额>1.5亿", "金额>15000万元"),
        ("金额<=0.5元", "金额<=0.5元"),
        ("support>=100万美元", "资助.金额>=100万美元"),
        ("ratio>=30%", "比例>=30%"),
        ("support.ratio>=百分之三十", "资助.比例>=30%"),
        ("ratio.support>=0.3", "资助.比例>=30%"),
        ("比例<3成", "比例<30%"),
        ("比例>=3.4％", "比例>=3.4%"),
        ("threshold.sales<=1亿", "条件.sales<=1亿"),
        ("threshold.sales<=1亿元", "条件.金额.sales<=1亿元"),
        ("条件.销售收入<=1亿元", "条件.金额.销售收入<=1亿元"),
        ("count.members>=20", "数量.members>=20"),
        ("members>=20家", "数量.members>=20家"),
        ("数量=1000..2000㎡", "数量=1000㎡..2000㎡"),
        ("date<=2027-12-31", "日期<=2027-12-31"),
        ("日期<=2027年", "日期<=2027-12-31"),
        ("日期>=2027年", "日期>=2027-01-01"),
        ("日期>2027", "日期>2027-12-31"),
        ("日期<2027-2", "日期<2027-02-01"),
        ("日期=2024-2", "日期=2024-02-01..2024-02-29"),
        ("deadline<=2025年底", "截止<=2025-12-31"),
        ("截止<=2025/6/30", "截止<=2025-06-30"),
        ("期限<=6个月", "期限<=6个月"),
        ("期限>=1.5年", "期限>=18个月"),
        ("期限<=30日", "期限<=30天"),
        ("期限=48小时", "期限=2天"),
        ("期限=0.5小时", "期限=0.5小时"),
        ("周期=1年", "周期=1年"),
    ];
    for (typed, expected) in cases {
        assert_eq!(written(typed).as_deref(), Ok(expected), "{typed}");
        assert_eq!(written(expected).as_deref(), Ok(expected), "{expected} is written as itself");
    }
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    let cases = [
        ("support>=多少", "例如 500万元"),
        ("金额>=30%", "金额>=500万元"),
        ("比例>=30", "比例>=30%"),
        ("比例>=30元", "比例>=30%"),
        ("数量>=5元", "数量>=20家"),
        ("日期<=明年", "日期<=2027-12-31"),
        ("日期<=2027-13", "日期<=2027-12-31"),
        ("期限<=3", "期限<=6个月"),
        ("金额>=", "金额>=500万元"),
        ("support.support>=5万", "资助.比例>=30%"),
        ("support.money.ratio>=5万", "资助.比例>=30%"),
        ("support..money>=5万", "资助.比例>=30%"),
        ("金额>=十几万", "金额>=500万元"),
        ("金额=1万..2家", "金额>=500万元"),
    ];
    for (typed, part) in cases {
        let error = written(typed).unwrap_err();
        assert!(error.to_string().contains(part), "{typed}: {error}");
    }
}

#[test]
fn every_currency_of_the_word_lists_has_a_name_here() {
    let lexicon = crate::lexicon::Lexicon::embedded();
    for (name, code) in &lexicon.vocabulary.units.currency {
        let known = CURRENCIES.iter().any(|(c, names)| c == code && names.contains(&name.as_str()));
        assert!(known, "{name} ({code})");
    }
}

#[test]
fn a_form_gives_a_range_in_either_order() {
    let said = |min: &str, max: &str| between(FactTest::default(), min, max).map(|t| t.to_string());
    assert_eq!(said("100万", "").as_deref(), Ok("金额>=100万元"));
    assert_eq!(said(" 1亿元", "100万").as_deref(), Ok("金额=100万元..1亿元"));
    assert_eq!(said("", "30%").as_deref(), Ok("比例<=30%"));
    assert!(said("10%", "5万元").is_err() && said("多", "").is_err());
}
