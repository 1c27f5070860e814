use proptest::prelude::*;

use super::*;
use crate::search::write::written;

/// A query, how it is written again, and its messages.
fn read(query: &str) -> (String, Vec<String>) {
    let parsed = parse_query(query);
    (parsed.parts.iter().map(Node::to_string).collect::<Vec<_>>().join(" & "), parsed.messages.iter().map(ToString::to_string).collect())
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
        ("補助 /s 一次性", "補助 /s 一次性"),
        ("补助 ~同句 一次性 ～ 资金", "补助 /s 一次性 /s 资金"),
        ("(补助 OR 奖励) NEAR 一次性 企业", "(补助 OR 奖励) /s 一次性 & 企业"),
        ("(甲 乙) /p 丙", "(甲 乙) /p 丙"),
        ("补助 near/5 万元 \"贷款\" /同段 \"利息\"", "补助 /5 万元 & \"贷款\" /p \"利息\""),
        ("甲 /s 乙 /5 丙", "甲 /s 乙 & 乙 /5 丙"),
        ("甲 /s 乙 OR 丙", "(甲 /s 乙) OR 丙"),
        ("support>=500万 条件.销售收入 ＜＝ １亿元", "资助.金额>=500万元 & 条件.金额.销售收入<=1亿元"),
        ("-资助>=500万", "-资助.金额>=500万元"),
        ("(ratio>=30% OR 资助=100万..500万)", "比例>=30% OR 资助.金额=100万元..500万元"),
        ("authority:工信厅 机关：“云南省 工信厅”", "机关:\"工信厅\" & 机关:\"云南省 工信厅\""),
        ("in_force:2025年6月1日", "有效:2025-06-01"),
        ("kind:money role:资助,条件", "类型:金额 & 用途:资助 OR 用途:条件"),
        ("类型:截止 measure:sales", "类型:截止 & 指标:\"sales\""),
        ("topic:lead_sales 主题：认定支持、建设期/筹建期", "主题:lead_sales & 主题:认定支持,建设期/筹建期"),
        (
            "cites:工信部科[2016]273号 引用：《关于 X 的意见》 引用:国务院令第813号",
            "引用:工信部科〔2016〕273号 & 引用:\"关于 X 的意见\" & 引用:\"国务院令第813号\"",
        ),
        ("《A<B>C》", "《A<B>C》"),
        ("y=x", "y=x"),
        ("24/7", "24/7"),
        ("标题:\"创新中心 建设\"", "标题:\"创新中心 建设\""),
        ("-地区:云南", "-地区:云南"),
        ("工信部科[2016]273号", "工信部科〔2016〕273号"),
        ("补助 穗府办（2022）19号", "补助 & 穗府办〔2022〕19号"),
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
        ("OR 补助", "补助", "第 1 个字起：“或”（OR）的左边没有词，已略去；例如 补助 OR 奖励"),
        ("补助 OR", "补助", "第 4 个字起：“或”（OR）的右边没有词，已略去；例如 补助 OR 奖励"),
        ("补助 \"\"", "补助", "第 4 个字起：引号里没有内容，已略去；例如 \"一次性补助\""),
        ("补助 地区:", "补助", "第 4 个字起：“地区:”后面没有内容，已略去；应为地区名，例如 地区:广西"),
        ("level:村", "村", "第 1 个字起：看不懂“level:村”，应为 国家、省、市 或 县，例如 级别:省；已当作文字查找“村”"),
        ("补助 年份:去年", "补助 & 去年", "第 4 个字起：看不懂“年份:去年”，应为 2019 或 2019..2025；已当作文字查找“去年”"),
        ("文号:补助", "补助", "第 1 个字起：看不懂“文号:补助”，应为 工信部科〔2016〕273号 这样的文号；已当作文字查找“补助”"),
        ("有效:2025", "2025", "第 1 个字起：看不懂“有效:2025”，应为一天，例如 有效:2025-06-01；已当作文字查找“2025”"),
        (
            "类型:钱",
            "钱",
            "第 1 个字起：看不懂“类型:钱”，应为 金额、比例、数量、日期、截止、期限 或 周期，例如 类型:金额；已当作文字查找“钱”",
        ),
        (
            "plase:广西",
            "\"plase:广西\"",
            "第 1 个字起：不认识筛选项“plase:”，可用的有 地区: 级别: 机关: 年份: 文号: 标题: 有效: 类型: 用途: 指标: 主题: 引用:；已当作文字查找",
        ),
        (
            "补助 support>=很多",
            "补助 & \"support>=很多\"",
            "第 4 个字起：看不懂“support>=很多”，符号后面应为数值，例如 500万元、30%、20家、2027-12-31、6个月；已当作文字查找",
        ),
        ("比例>=30", "\"比例>=30\"", "第 1 个字起：看不懂“比例>=30”，应为百分数，例如 比例>=30%；已当作文字查找"),
        ("补助 /s", "补助", "第 4 个字起：“同句”符号的右边没有词，已略去；例如 补助 /s 一次性"),
        ("/s 补助", "补助", "第 1 个字起：“同句”符号的左边没有词，已略去；例如 补助 /s 一次性"),
        (
            "补助 /s 地区:广西",
            "补助 & 地区:广西",
            "第 4 个字起：“同句”符号两边只能是词或括号里的几个词，已略去这个符号；例如 (补助 OR 奖励) /s 一次性",
        ),
        (
            "甲 /5 (乙 丙)",
            "甲 & 乙 丙",
            "第 3 个字起：“同句”符号两边只能是词或括号里的几个词，已略去这个符号；例如 (补助 OR 奖励) /s 一次性",
        ),
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
    let said: Vec<String> = parsed.messages.iter().map(ToString::to_string).collect();
    assert_eq!((parsed.parts.len(), said), (MOST_TERMS, vec!["查询的词和条件超过 64 个，只用了前 64 个".to_owned()]));
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
        ("补助 /s 一次性 /s \"资金\"", "“补助”与“一次性”与原文“资金”在同一句"),
        ("(补助 OR 奖励) /5 万元 -(甲 /p 乙)", "“补助”或“奖励”与“万元”相隔不超过 5 个字；排除“甲”与“乙”在同一段"),
        ("资助>=500万 条件.sales<1亿元", "有一个资助金额不低于 500万元；有一个条件“sales”低于 1亿元"),
        ("截止<=2027 比例=10%..30%", "有一个截止日期不晚于 2027-12-31；有一个比例在 10% 与 30% 之间"),
        ("kind:money,ratio", "写有金额，或者写有比例"),
        ("(地区:广西 OR 补助 年份:2020) 甲", "包含“甲”；地区为广西，或者（包含“补助”；年份为 2020）"),
        ("in_force:2025-06-01 cites:《X》 主题:认定支持 机关:工信厅", "2025-06-01有效；引用《X》；主题为认定支持；发文机关含“工信厅”"),
    ];
    for (query, explained) in cases {
        assert_eq!(explain(query).to_string(), explained, "{query}");
    }
}

#[test]
fn a_filter_of_punctuation_alone_is_no_filter() {
    let parsed = parse_query("地区：,");
    assert!(parsed.parts.is_empty() && !parsed.messages.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_is_read(query in "\\PC*") {
        parse_query(&query);
    }

    /// Pieces of the language in any order: nothing panics, and what is written is read as itself.
    #[test]
    fn what_is_written_is_read_as_itself(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..28)) {
        let parts = parse_query(&pieces.concat()).parts;
        Node::And(parts.clone()).explain();
        let text = written(&parts);
        let again = parse_query(&text);
        prop_assert_eq!(&again.parts, &parts, "{} from {}", text, pieces.concat());
        prop_assert!(again.messages.is_empty(), "{text}: {:?}", again.messages);
        prop_assert_eq!(written(&again.parts), text);
    }

    /// The same for any characters at all.
    #[test]
    fn what_is_written_of_any_text_is_read_as_itself(query in "\\PC{0,60}") {
        let parts = parse_query(&query).parts;
        let text = written(&parts);
        prop_assert_eq!(&parse_query(&text).parts, &parts, "{} from {}", text, query);
    }
}

/// What queries are made of.
const PIECES: [&str; 92] = [
    "补助",
    "創新中心",
    "(",
    ")",
    "（",
    "）",
    "((",
    "))",
    "\"",
    "“",
    "”",
    "「",
    "」",
    "『",
    "』",
    "〝",
    "〞",
    "＂",
    "-",
    "－",
    "--",
    " OR ",
    " AND ",
    "or",
    "|",
    "NOT ",
    " ",
    "　",
    " ",
    " ",
    "地区：",
    "place:",
    "广西",
    ",",
    "级别:",
    "省",
    "year:",
    "2019",
    "..",
    "年份:",
    "文号:",
    "工信部科",
    "〔",
    "〔2016〕273号",
    "工信部科〔2016〕273号",
    "2016",
    "〕",
    "273",
    "号",
    "[",
    "]",
    "a",
    ":",
    "、",
    "/",
    "~",
    " /s ",
    " /p ",
    " /5 ",
    " ~同句 ",
    "NEAR/3 ",
    " near ",
    "标题:",
    "《",
    "》",
    "topic:",
    "主题：",
    "引用:",
    "kind:money",
    "类型:",
    "role:资助,条件",
    "用途:",
    "指标:",
    "sales",
    "support",
    "资助",
    ".",
    ">=",
    "<",
    "=",
    "500万",
    "30%",
    "1亿元",
    "20家",
    "截止<=2027-12-31",
    "期限>6个月",
    "in_force:2025-06-01",
    "机关:",
    "\u{0}",
    "\u{200B}",
    "İ",
    "𠀀",
];
