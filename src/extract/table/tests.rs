//! Values of tables: what is written, and what is read.

use crate::extract::{Fact, extract};
use crate::lexicon::Lexicon;
use crate::policy::Policy;

/// Facts in short: `support money 3000000 exactly [国家级] {首次认定}`.
fn short(fact: &Fact) -> String {
    let name = |v: serde_json::Value| v.as_str().unwrap_or("-").to_owned();
    let word = |v: Option<&String>, open: char, close: char| v.map(|v| format!(" {open}{v}{close}")).unwrap_or_default();
    let role = fact.role.map_or("-".to_owned(), |r| name(serde_json::to_value(r).unwrap()));
    let (kind, bound) = (name(serde_json::to_value(fact.kind).unwrap()), name(serde_json::to_value(fact.bound).unwrap()));
    let unit = fact.unit.as_deref().unwrap_or("");
    format!(
        "{role} {kind} {}{unit} {bound}{}{}",
        fact.value,
        word(fact.subject.as_ref(), '[', ']'),
        word(fact.condition.as_ref(), '{', '}')
    )
}

fn found(table: &str) -> Vec<String> {
    let lexicon = Lexicon::embedded();
    let source =
        format!("某某市产业扶持办法\n第一条 为了扶持产业，制定本办法。\n第二条 具体如下：\n{table}\n第三条 本办法由市科技局解释。\n");
    let tree = crate::clause::parse(&source, &lexicon);
    extract(&Policy::default(), &source, &tree.clauses, &lexicon).facts.iter().map(short).collect()
}

#[test]
fn cells_are_read_with_the_heads_of_their_row_and_column() {
    let cases: [(&str, &[&str]); 18] = [
        (
            "| 类别 | 补助标准（万元） | 条件 |\n|---|---|---|\n| 国家级 | 300 | 首次认定 |\n| 省级 | 不超过100 | 首次认定 |",
            &["support money 3000000 exactly [国家级] {首次认定}", "support money 1000000 at_most [省级] {首次认定}"],
        ),
        (
            "序号\t类别\t补助标准（万元）\t联系电话\n1\t国家级\t300\t0771-5501234\n2\t省级\t100\t0771-5501235",
            &["support money 3000000 exactly [国家级]", "support money 1000000 exactly [省级]"],
        ),
        (
            "类别      补助标准（万元）    条件\n国家级    50-100              首次认定\n省级      20以上              首次认定",
            &[
                "support money 500000 at_least [国家级] {首次认定}",
                "support money 1000000 at_most [国家级] {首次认定}",
                "support money 200000 at_least [省级] {首次认定}",
            ],
        ),
        (
            "营业收入（万元）\t研发投入占比（%）\t补助金额（万元）\n1000—5000\t≥5\t20\n5000以上\t≥3\t50",
            &[
                "threshold money 10000000 at_least",
                "threshold money 50000000 at_most",
                "threshold ratio 0.05 at_least",
                "support money 200000 exactly {营业收入(万元)1000—5000;研发投入占比(%)≥5}",
                "threshold money 50000000 at_least",
                "threshold ratio 0.03 at_least",
                "support money 500000 exactly {营业收入(万元)5000以上;研发投入占比(%)≥3}",
            ],
        ),
        (
            "单位：万元\n奖项\t一等奖\t二等奖\n科技进步奖\t50\t20\n发明奖\t30\t10",
            &[
                "support money 500000 exactly [科技进步奖 一等奖]",
                "support money 200000 exactly [科技进步奖 二等奖]",
                "support money 300000 exactly [发明奖 一等奖]",
                "support money 100000 exactly [发明奖 二等奖]",
            ],
        ),
        (
            "平台类别\t资助额度（万元）\t\t备注\n\t国家级\t省级\n重点实验室\t500\t200\t分两年拨付\n技术创新中心\t300\t100\t",
            &[
                "support money 5000000 exactly [重点实验室 国家级] {分两年拨付}",
                "support money 2000000 exactly [重点实验室 省级] {分两年拨付}",
                "support money 3000000 exactly [技术创新中心 国家级]",
                "support money 1000000 exactly [技术创新中心 省级]",
            ],
        ),
        (
            "层次\t一次性补贴\t每月生活补贴\nA类\t100万元\t1万元\nB类\t50万元\t5000元",
            &[
                "support money 1000000 exactly [A类]",
                "support money 10000 exactly [A类]",
                "support money 500000 exactly [B类]",
                "support money 5000 exactly [B类]",
            ],
        ),
        (
            "事项\t法定时限（工作日）\t承诺时限（工作日）\n设立登记\t20\t3\n变更登记\t15\t2",
            &[
                "- duration P20D工作日 exactly [设立登记]",
                "- duration P3D工作日 exactly [设立登记]",
                "- duration P15D工作日 exactly [变更登记]",
                "- duration P2D工作日 exactly [变更登记]",
            ],
        ),
        (
            "序号\t任务\t责任单位\t完成时限\n1\t出台支持政策\t市工信局\t2025年6月底前\n2\t开展评估\t市发改委\t2025年12月",
            &["- date 2025-06-30 at_most [出台支持政策]", "- date 2025-12-31 at_most [开展评估]"],
        ),
        (
            "指标名称\t单位\t2025年目标\n研发投入强度\t%\t3.5\n技术合同成交额\t亿元\t120",
            &["target ratio 0.035 exactly [研发投入强度]", "target money 12000000000 exactly [技术合同成交额]"],
        ),
        // A cell that reaches over two rows.
        (
            "类别\t级别\t奖励金额（万元）\n创新平台\t国家级\t300\n\t省级\t100",
            &["support money 3000000 exactly [创新平台 国家级]", "support money 1000000 exactly [省级]"],
        ),
        // One cell a line, counted by 序号.
        (
            "序号\n类别\n补助标准（万元）\n1\n国家级\n300\n2\n省级\n100",
            &["support money 3000000 exactly [国家级]", "support money 1000000 exactly [省级]"],
        ),
        // Forms and lists hold no values.
        ("企业名称\t\t注册资本（万元）\t\n联系人\t\t联系电话\t13800138000\n近三年营业收入（万元）\t2022年\t2023年\t2024年", &[]),
        ("序号\t项目名称\t金额（万元）\n1\t\t\n2\t\t\n3\t\t", &[]),
        ("单位\t联系人\t电话\n科技局\t王老师\t0771-5501234\n工信局\t李老师\t0771-5509876", &[]),
        ("序号\t文件名称\t文号\t发布日期\n1\t某办法\t某府规〔2021〕3号\t2021年3月1日\n2\t某规定\t某府规〔2022〕5号\t2022年5月6日", &[]),
        ("近三年情况（单位：万元）\n20  年\n20  年\n20  年", &[]),
        // Two lines with spaces in them are no table.
        ("甲公司　　乙公司\n补助300万元　　丁公司", &["support money 3000000 exactly"]),
    ];
    let mut wrong = Vec::new();
    for (table, expected) in cases {
        let got = found(table);
        if got != expected {
            wrong.push(format!("{table}\n  expected {expected:#?}\n  got      {got:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn long_tables_take_linear_time() {
    let row = "| 国家级 | 300 | 首次认定 |\n";
    let table = format!("| 类别 | 补助标准（万元） | 条件 |\n|---|---|---|\n{}", row.repeat(400));
    assert_eq!(found(&table).len(), 400);
}
