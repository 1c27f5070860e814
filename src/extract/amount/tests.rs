//! What amounts are found in sentences, and what they are for.

use std::sync::LazyLock;

use super::facts;
use crate::extract::reading::testing::reading;
use crate::extract::types::Fact;
use crate::lexicon::Lexicon;

/// Facts in short: `support money 500000 at_most year`.
fn short(fact: &Fact) -> String {
    let name = |v: serde_json::Value| v.as_str().unwrap_or("-").to_owned();
    let mut out = vec![
        fact.role.map_or("-".to_owned(), |r| name(serde_json::to_value(r).unwrap())),
        name(serde_json::to_value(fact.kind).unwrap()),
        format!("{}{}", fact.value, fact.unit.as_deref().unwrap_or("")),
        name(serde_json::to_value(fact.bound).unwrap()),
    ];
    out.extend(fact.per.map(|p| name(serde_json::to_value(p).unwrap())));
    out.extend(fact.measure.clone());
    out.join(" ")
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fn found(sentence: &str, heading: &str) -> Vec<Fact> {
    reading(sentence, heading, |r| facts(r, &LEXICON.vocabulary, &[], super::edge::Limits::default()))
}

fn check(sentence: &str, heading: &str, expected: &[&str], wrong: &mut Vec<String>) {
    let got: Vec<(String, String)> = found(sentence, heading).iter().map(|f| (short(f), f.rule.clone())).collect();
    if got.iter().map(|(fact, _)| fact.as_str()).ne(expected.iter().copied()) {
        wrong.push(format!("{sentence}\n  expected {expected:?}\n  got      {got:?}"));
    }
}

#[test]
fn support_is_told_from_budgets_funds_and_fees() {
    let cases: [(&str, &[&str]); 26] = [
        ("每个项目最高不超过50万元。", &["- money 500000元/个 at_most"]),
        ("给予50万元至100万元奖励。", &["support money 500000 at_least", "support money 1000000 at_most"]),
        ("按投资额的10%-30%给予补助。", &["support ratio 0.1 at_least", "support ratio 0.3 at_most"]),
        ("对通过认定的单位,每家每年最高20万元奖励。", &["support money 200000元/家 at_most year"]),
        (
            "对年度考核优秀、良好的平台,分别给予100万元、50万元的一次性奖励。",
            &["support money 1000000 exactly once", "support money 500000 exactly once"],
        ),
        ("按设备投资额的20%给予补助,最高不超过500万元。", &["support ratio 0.2 exactly", "support money 5000000 at_most"]),
        ("按项目总股本的30%给予直接股权投资支持,最高不超过1亿元。", &["equity ratio 0.3 exactly", "equity money 100000000 at_most"]),
        ("市财政每年安排专项资金5000万元。", &["budget money 50000000 exactly year"]),
        ("市、区财政联合投入4亿元。", &["budget money 400000000 exactly"]),
        ("设立总规模100亿元的产业基金。", &["fund money 10000000000 exactly"]),
        ("推动设立千亿级产业投资母基金。", &["fund money 100000000000 about"]),
        ("担保费率不超过1%。", &["fee ratio 0.01 at_most"]),
        ("累计奖励资金最高100万元。", &["support money 1000000 at_most cumulative"]),
        ("同一家企业每年度累计获得补助最高1000万元。", &["support money 10000000 at_most year"]),
        (
            "按照实际到账投资额的15%给予每年最高500万元的奖励支持。",
            &["support ratio 0.15 exactly year", "support money 5000000 at_most year"],
        ),
        ("每人每月给予2000元生活补贴。", &["support money 2000元/人 exactly month"]),
        ("给予每家企业50万元/年的租金补贴。", &["support money 500000元/家 exactly year"]),
        ("每年安排不低于3亿元专项支持企业创新发展。", &["budget money 300000000 at_least year"]),
        ("年度安排奖励资金500万元。", &["budget money 5000000 exactly"]),
        ("处一万元以上三万元以下的罚款。", &["- money 10000 at_least penalty", "- money 30000 at_most penalty"]),
        ("给予贴息补助,贴息比例为贷款利息的50%。", &["support ratio 0.5 exactly"]),
        ("给予100万美元资助。", &["support money 1000000 exactly"]),
        ("设一等奖1名,奖励10万元;二等奖2名,奖励5万元。", &["support money 100000 exactly", "support money 50000 exactly"]),
        ("对引进的团队给予100万元—500万元资助。", &["support money 1000000 at_least", "support money 5000000 at_most"]),
        ("给予不超过研发投入30%、最高200万元的后补助。", &["support ratio 0.3 at_most", "support money 2000000 at_most"]),
        ("给予600多万元补贴。", &["support money 6000000 more_than"]),
    ];
    let mut wrong = Vec::new();
    for (sentence, expected) in cases {
        check(sentence, "", expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn requirements_are_told_from_goals() {
    let cases: [(&str, &str, &[&str]); 26] = [
        ("注册资本不低于3000万元。", "", &["threshold money 30000000 at_least registered_capital"]),
        ("注册资本不低于捌佰万元。", "", &["threshold money 8000000 at_least registered_capital"]),
        ("研发投入占比不低于5%。", "申报条件", &["threshold ratio 0.05 at_least rd_ratio"]),
        ("近三年平均研发经费支出占主营业务收入的比重不低于2%。", "", &["threshold ratio 0.02 at_least rd_ratio"]),
        ("研发投入不低于销售收入的3%。", "", &["threshold ratio 0.03 at_least rd_ratio"]),
        ("对年销售收入1亿元以上的企业给予50万元奖励。", "", &["threshold money 100000000 at_least sales", "support money 500000 exactly"]),
        (
            "营业收入首次突破10亿元、50亿元的,分别给予50万元、100万元奖励。",
            "",
            &[
                "threshold money 1000000000 more_than sales",
                "threshold money 5000000000 more_than sales",
                "support money 500000 exactly",
                "support money 1000000 exactly",
            ],
        ),
        ("总投资5000万元以上的项目,优先支持。", "", &["threshold money 50000000 at_least investment"]),
        ("到2025年,营业收入达到100亿元。", "", &["target money 10000000000 exactly sales"]),
        ("力争撬动合作银行为企业放贷超过2000亿元。", "", &["target money 200000000000 more_than financing"]),
        ("先进制造业增加值占规模以上工业增加值比重达65%。", "发展目标", &["target ratio 0.65 exactly"]),
        ("打造3个千亿级产业集群。", "发展目标", &["target count 3个 exactly", "target money 100000000000 about"]),
        ("组建单位不少于3家。", "", &["threshold count 3家 at_least members"]),
        ("有1项或若干项有待突破的共性技术。", "", &["threshold count 1项 at_least technologies"]),
        ("有一项以上可促进形成国内领先的共性关键技术。", "", &["threshold count 1项 at_least technologies"]),
        (
            "专职研发人员10名以上,场地面积不少于500平方米。",
            "",
            &["threshold count 10名 at_least rd_staff", "threshold count 500平方米 at_least premises"],
        ),
        ("到2027年底,建设创新中心不少于20家;支持不少于2家创新中心升级。", "", &["target count 20家 at_least", "target count 2家 at_least"]),
        ("到2025年,形成40家左右国家制造业创新中心。", "", &["target count 40家 about"]),
        ("建设100个人工智能应用场景示范项目。", "", &["target count 100个 exactly projects"]),
        ("每个领域布局一家国家制造业创新中心。", "", &["limit count 1家 exactly"]),
        ("每个单位限报2项。", "", &["limit count 2项 exactly"]),
        ("同一申报人申报不超过1项。", "", &["limit count 1项 at_most"]),
        ("上市企业数量在2020年基础上翻番。", "目标", &["target count 2倍 exactly"]),
        ("申报企业上年度研发费用不低于1000万元。", "", &["threshold money 10000000 at_least rd_expense"]),
        ("至少两家高校参与。", "申报条件", &["threshold count 2家 at_least"]),
        ("具有独立法人资格,注册资本3000万元以上。", "", &["threshold money 30000000 at_least registered_capital"]),
    ];
    let mut wrong = Vec::new();
    for (sentence, heading, expected) in cases {
        check(sentence, heading, expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_amount_is_left_alone() {
    let cases = [
        "围绕“12218”现代化产业体系,聚焦15个战略性产业集群。",
        "对认定的企业给予奖励。",
        "按照“成熟一家、推进一家”的思路,一企一策。",
        "外资比例(%)",
        "主要研发内容(200字以内)",
        "联系电话:020-12345678。",
        "全市2021年工业总产值同比增长8%。",
        "由一个具有较强经济实力的单位牵头。",
        "按一定比例给予补助。",
        "参加第3次会议的5个部门。",
        "截至目前,已建成创新中心12家。",
        "实施“科技型中小企业十条”。",
    ];
    for sentence in cases {
        let got: Vec<String> = found(sentence, "").iter().map(short).collect();
        assert_eq!(got, Vec::<String>::new(), "{sentence}");
    }
    assert!(found("近三年销售收入(万元)\n20  家", "").is_empty());
}

#[test]
fn who_and_when_are_told() {
    let facts = found("对升级为国家级、省级的创新中心分别给予3000万元、1000万元的一次性补助(国家规定须配套的项目除外)。", "");
    let subjects: Vec<_> = facts.iter().map(|f| f.subject.as_deref().unwrap_or("")).collect();
    assert_eq!(subjects, ["升级为国家级的创新中心", "升级为省级的创新中心"]);
    assert_eq!(facts[0].condition.as_deref(), Some("国家规定须配套的项目除外"));
    let facts = found("牵头单位为行业骨干企业的,牵头单位近三年销售收入年均不低于1亿元,对重点领域可适当放宽。", "");
    let window = facts[0].window.as_ref().unwrap();
    assert_eq!((window.years, window.mode.as_str()), (3, "average"));
    assert_eq!(facts[0].subject.as_deref(), Some("牵头单位"));
    assert_eq!(facts[0].condition.as_deref(), Some("牵头单位为行业骨干企业的;对重点领域可适当放宽"));
    assert_eq!(facts[0].quote, "牵头单位近三年销售收入年均不低于1亿元");
    let facts = found("营业收入首次突破10亿元、50亿元的,分别给予50万元、100万元奖励。", "");
    assert_eq!(facts[3].condition.as_deref(), Some("营业收入首次突破50亿元"));
}

#[test]
fn every_row_of_the_tables_has_a_working_example() {
    let vocabulary = &LEXICON.vocabulary;
    let mut wrong = Vec::new();
    let mut check = |row: &str, sentence: &str, holds: &dyn Fn(&Fact) -> bool| {
        let facts = found(sentence, "");
        if !facts.iter().any(holds) {
            wrong.push(format!("{row}: {sentence} gives {:?}", facts.iter().map(short).collect::<Vec<_>>()));
        }
    };
    for cue in &vocabulary.cues {
        check(&cue.name, &cue.example, &|f| f.role == cue.role);
    }
    for measure in &vocabulary.measures {
        check(&measure.id, &measure.example, &|f| f.measure.as_ref() == Some(&measure.id));
    }
    for bound in &vocabulary.bounds {
        check("bound", &format!("给予补助{}。", bound.example), &|f| f.bound == bound.bound);
    }
    for per in &vocabulary.pers {
        check("per", &format!("给予补助,{}。", per.example), &|f| f.per == Some(per.per));
    }
    for context in &vocabulary.contexts {
        if vocabulary.context(&context.example) != Some(context.role) {
            wrong.push(format!("context {:?}: {}", context.role, context.example));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
