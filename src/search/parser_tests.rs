use proptest::prelude::*;

use super::*;

/// A query, how it is written again, and its messages.
fn read(query: &str) -> (String, Vec<String>) {
    let parsed = parse_query(query);
    (parsed.parts.iter().map(Node::to_string).collect::<Vec<_>>().join(" & "), parsed.messages)
}

#[test]
fn what_is_typed_is_what_is_meant() {
    let cases = [
        ("", ""),
        ("  　", ""),
        ("创新中心 补助", "创新中心 & 补助"),
        ("创新中心　补助", "创新中心 & 补助"),
        ("\"研发费用 加计扣除\"", "\"研发费用 加计扣除\""),
        ("“研发费用”「牵头」", "\"研发费用\" & \"牵头\""),
        ("“甲“乙”丙”", "\"甲“乙”丙\""),
        ("\"“企业法人+联盟”模式\"", "\"“企业法人+联盟”模式\""),
        ("支持“专精特新”企业", "支持 & \"专精特新\" & 企业"),
        ("补助 OR 资助", "补助 OR 资助"),
        ("补助|资助｜奖励", "补助 OR 资助 OR 奖励"),
        ("补助 或 资助 企业", "补助 OR (资助 企业)"),
        ("(补助 OR 资助) 企业", "补助 OR 资助 & 企业"),
        ("（补助 OR 资助）政策", "补助 OR 资助 & 政策"),
        ("补助 AND 资助", "补助 & 资助"),
        ("补助 -退出", "补助 & -退出"),
        ("补助 －\"退出 机制\"", "补助 & -\"退出 机制\""),
        ("补助 NOT (退出 撤销)", "补助 & -(退出 撤销)"),
        ("2016-2020", "2016-2020"),
        ("首台（套）装备", "首台（套）装备"),
        ("（一）开展产业前沿", "（一）开展产业前沿"),
        ("（一）", "（一）"),
        ("(补助)", "补助"),
        ("补助 、 资助", "补助 & 资助"),
        ("place:广西 level:省", "地区:广西 & 级别:省级"),
        ("地区：广西、云南 级别：省级，市", "地区:广西,云南 & 级别:省级,市级"),
        ("PLACE: guangxi", "地区:guangxi"),
        ("year:2019..2025", "年份:2019..2025"),
        ("年份：２０１９—２０２５年", "年份:2019..2025"),
        ("年份:2019至2025 年份:2019.. 年份:..2025 年份:2020年", "年份:2019..2025 & 年份:2019.. & 年份:..2025 & 年份:2020"),
        ("年份:2025-2019", "年份:2019..2025"),
        ("文号：工信部科[2016] 273號 补助", "文号:工信部科〔2016〕273号 & 补助"),
        ("标题:\"创新中心 建设\"", "标题:\"创新中心 建设\""),
        ("-地区:云南", "-地区:云南"),
        ("工信部科[2016]273号", "工信部科[2016]273号"),
        ("补助 穗府办（2022）19号", "补助 & 穗府办（2022）19号"),
        ("申报条件：企业", "申报条件：企业"),
        ("https://www.gov.cn/x", "https://www.gov.cn/x"),
    ];
    for (query, written) in cases {
        assert_eq!(read(query), (written.to_owned(), Vec::new()), "{query}");
    }
}

#[test]
fn a_bad_query_names_the_spot_and_keeps_the_rest() {
    let cases = [
        ("补助 \"研发", "补助 & \"研发\"", "第 4 个字起：引号没有配对，已把后面的文字都当作原文查找"),
        ("补助 (研发 企业", "补助 & 研发 企业", "第 4 个字起：“（”没有对应的“）”，已算到末尾"),
        ("补助) 研发", "补助 & 研发", "第 3 个字起：“）”前面没有对应的“（”，已略去"),
        ("OR 补助", "补助", "第 1 个字起：“或”（OR）的左边没有词，已略去"),
        ("补助 OR", "补助", "第 4 个字起：“或”（OR）的右边没有词，已略去"),
        ("补助 \"\"", "补助", "第 4 个字起：引号里没有内容，已略去"),
        ("补助 地区:", "补助", "第 4 个字起：“地区:”后面没有内容，已略去"),
        ("level:村", "村", "第 1 个字起：看不懂“level:村”，应为 国家、省、市 或 县；已当作文字查找“村”"),
        ("补助 年份:去年", "补助 & 去年", "第 4 个字起：看不懂“年份:去年”，应为 2019 或 2019..2025；已当作文字查找“去年”"),
        ("文号:补助", "补助", "第 1 个字起：看不懂“文号:补助”，应为 工信部科〔2016〕273号 这样的文号；已当作文字查找“补助”"),
        ("plase:广西", "\"plase:广西\"", "第 1 个字起：不认识筛选项“plase:”，可用的有 地区: 级别: 年份: 文号: 标题:；已当作文字查找"),
        ("support>=500万", "\"support>=500万\"", "第 1 个字起：还不能按数值筛选“support>=500万”，已当作文字查找"),
        ("补助 /s 一次性", "补助 & 一次性", "第 4 个字起：还不能按“同句”查找，已略去这个符号"),
    ];
    for (query, written, message) in cases {
        assert_eq!(read(query), (written.to_owned(), vec![message.to_owned()]), "{query}");
    }
}

#[test]
fn bounds_are_told() {
    let (_, messages) = read(&"补".repeat(LONGEST_QUERY + 1));
    assert_eq!(messages, ["查询超过 2000 字，只用了前 2000 字"]);
    let parsed = parse_query(&"补助 ".repeat(MOST_TERMS + 1));
    assert_eq!((parsed.parts.len(), parsed.messages), (MOST_TERMS, vec!["查询的词超过 64 个，只用了前 64 个".to_owned()]));
    let deep = "(甲 ".repeat(500);
    assert!(parse_query(&deep).parts.iter().map(|p| p.wanted().len()).sum::<usize>() > 0);
    assert!(!parse_query(&"-".repeat(1000)).messages.is_empty() || parse_query(&"-".repeat(1000)).parts.len() == 1);
}

#[test]
fn the_explanation_is_plain() {
    let explain = |query: &str| Node::And(parse_query(query).parts).explain();
    let cases = [
        ("补助", "包含“补助”"),
        ("创新中心 补助 \"一次性\"", "同时包含“创新中心”、“补助”和原文“一次性”"),
        ("(补助 OR 资助) 地区:广西,云南 -退出", "包含“补助”或“资助”；地区为广西或云南；不含“退出”"),
        ("工信部科[2016]273号 年份:2019.. 级别:省", "包含文号“工信部科〔2016〕273号”；年份不早于 2019；级别为省级"),
        ("-地区:云南 标题:方案", "排除地区为云南；标题含“方案”"),
    ];
    for (query, explained) in cases {
        assert_eq!(explain(query), explained, "{query}");
    }
}

#[test]
fn a_filter_of_punctuation_alone_is_no_filter() {
    let parsed = parse_query("地区：,");
    assert!(parsed.parts.is_empty() && !parsed.messages.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_is_read(query in "\\PC*") {
        parse_query(&query);
    }

    /// Pieces of the language in any order: nothing panics, and what is written can be read.
    #[test]
    fn pieces_of_the_language_are_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "补助", "(", ")", "（", "）", "\"", "“", "”", "「", "」", "-", "－", "OR", "|", "NOT ", " ", "　", "地区：", "place:", "广西", "year:",
        "2019", "..", "年份:", "文号:", "工信部科", "〔", "2016", "〕", "273", "号", "a", ":", ",", "、", "~", "/s", "\u{0}", "\u{200B}", "İ", "𠀀",
    ]), 0..24)) {
        let all = Node::And(parse_query(&pieces.concat()).parts);
        all.explain();
        let written = all.to_string();
        prop_assert!(parse_query(&written).parts.is_empty() == written.is_empty(), "{written}");
    }
}
