//! Resolution reads like an exam: the documents held, a citation, and what must become of it.

use std::sync::LazyLock;

use tiaoli::extract::{Citation, CitationForm, Target};
use tiaoli::lexicon::Lexicon;
use tiaoli::policy::{Policy, PolicyId};
use tiaoli::resolve::{Outcome, Resolver};
use tiaoli::text::{Span, to_hans};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// A document: (id, title, number, issuing authority, date, place).
fn policy(row: (&str, &str, &str, &str, &str, &str)) -> Policy {
    let (id, title, number, issuer, date, place) = row;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Policy {
        id: id.parse().unwrap(),
        title: title.to_owned(),
        title_hans: to_hans(title).into_owned(),
        number_hans: some(number),
        number: some(number),
        issuers: some(issuer).into_iter().collect(),
        issuers_hans: some(issuer).into_iter().collect(),
        issued: some(date),
        jurisdiction: LEXICON.jurisdiction(place),
        ..Policy::default()
    }
}

const MEASURES: &str = "广东省工业和信息化厅关于省级制造业创新中心建设管理办法";

fn held() -> Vec<Policy> {
    let rows = [
        (
            "miit/2016-273",
            "关于完善制造业创新体系，推进制造业创新中心建设的指导意见",
            "工信部科〔2016〕273号",
            "工业和信息化部",
            "2016-08-19",
            "国家",
        ),
        ("guangdong/2020-4", MEASURES, "粤工信规字〔2020〕4号", "广东省工业和信息化厅", "2020", "广东"),
        ("guangdong/2025-measures", MEASURES, "", "广东省工业和信息化厅", "2025-12-18", "广东"),
        ("guangxi/pilot-plan", "广西壮族自治区制造业创新中心试点建设工作方案", "", "", "", "广西"),
        (
            "guangzhou/2025-36",
            "关于推进广州市级制造业创新中心建设工作方案",
            "穗工信函〔2025〕36号",
            "广州市工业和信息化局",
            "2025-02-18",
            "广州",
        ),
        (
            "guangzhou/2022-19",
            "廣州市促進創新鏈産業鏈融合發展行動計劃(2022—2025年)",
            "穗府办〔2022〕19号",
            "广州市人民政府办公厅",
            "2022-07-29",
            "广州",
        ),
        ("hunan/a", "制造业创新中心考核办法", "湘工信〔2021〕7号", "湖南省工业和信息化厅", "2021-01-01", "湖南"),
        ("hubei/a", "制造业创新中心考核办法", "鄂经信〔2021〕9号", "湖北省经济和信息化厅", "2021-02-01", "湖北"),
    ];
    rows.map(policy).to_vec()
}

fn cite(title: &str, number: &str) -> Citation {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Citation {
        address: "preamble".parse().unwrap(),
        form: if title.is_empty() { CitationForm::Number } else { CitationForm::Title },
        title: some(title),
        title_resolved: None,
        number: some(number),
        provision: None,
        issuer: None,
        former: false,
        quote: title.to_owned(),
        span: Span::default(),
        target: None,
    }
}

/// A policy dated `date`, citing.
fn citing(date: &str) -> Policy {
    policy(("x/y", "引用的文件", "", "", date, ""))
}

#[test]
fn the_exam() {
    use Outcome::{Ambiguous, Conflict, Found, NotChecked, NotInCorpus, OtherVersion};
    let resolver = Resolver::new(&held());
    // (cited on, title, number, outcome, policy, others)
    let exam = [
        ("2025-02-18", "关于完善制造业创新体系 推进制造业创新中心建设的指导意见", "", Found, "miit/2016-273", ""),
        ("2019-05-06", "关于完善制造业创新体系，推进制造业创新中心建设的指导意见", "工信部科〔2016〕273号", Found, "miit/2016-273", ""),
        ("2019-05-06", "", "工信部科〔2016〕273号", Found, "miit/2016-273", ""),
        ("2025-02-18", MEASURES, "", OtherVersion, "guangdong/2020-4", "guangdong/2025-measures"),
        ("2026-01-01", MEASURES, "", Found, "guangdong/2025-measures", ""),
        ("2026-01-01", MEASURES, "粤工信规字〔2020〕4号", OtherVersion, "guangdong/2020-4", "guangdong/2025-measures"),
        ("2019-01-01", MEASURES, "", NotInCorpus, "", "guangdong/2020-4 guangdong/2025-measures"),
        ("", MEASURES, "", Ambiguous, "", "guangdong/2020-4 guangdong/2025-measures"),
        // The same words of another province are another document.
        ("2026-01-01", "湖南省工业和信息化厅关于省级制造业创新中心建设管理办法", "", NotInCorpus, "", ""),
        ("2025-02-18", "中国制造2025", "", NotInCorpus, "", ""),
        ("2025-02-18", "广西壮族自治区人民政府关于贯彻落实<中国制造2025>的实施意见", "桂政发〔2016〕12号", NotInCorpus, "", ""),
        // A title that contains another never leads to it.
        ("2025-02-18", "广西壮族自治区制造业创新中心试点建设工作方案实施细则", "", NotInCorpus, "", ""),
        ("2025-02-18", "转发《关于推进广州市级制造业创新中心建设工作方案》的通知", "", NotInCorpus, "", ""),
        (
            "2025-03-01",
            "广州市工业和信息化局关于印发《关于推进广州市级制造业创新中心建设工作方案》的通知",
            "",
            Found,
            "guangzhou/2025-36",
            "",
        ),
        ("2023-01-01", "广州市促进创新链产业链融合发展行动计划（2022-2025）", "", Found, "guangzhou/2022-19", ""),
        ("2020-01-01", "广州市促进创新链产业链融合发展行动计划（2022-2025）", "", NotInCorpus, "", "guangzhou/2022-19"),
        ("2025-01-01", "制造业创新中心建设工程实施指南", "工信部科〔2016〕273号", Conflict, "", "miit/2016-273"),
        ("2025-03-01", "关于推进广州市级制造业创新中心建设工作方案", "穗工信函〔2025〕63号", Conflict, "", "guangzhou/2025-36"),
        ("2025-03-01", "关于推进广州市级制造业创新中心建设工作方案", "穗工信函〔2019〕63号", NotInCorpus, "", "guangzhou/2025-36"),
        ("2025-03-01", "制造业创新中心考核办法", "", Ambiguous, "", "hunan/a hubei/a"),
        ("2025-03-01", "湖南省工业和信息化厅关于印发《制造业创新中心考核办法》的通知", "", Found, "hunan/a", ""),
        ("2025-03-01", "广西壮族自治区制造业创新中心试点建设工作方案", "桂工信〔2022〕1号", Found, "guangxi/pilot-plan", ""),
        ("2025-03-01", "", "", NotChecked, "", ""),
    ];
    for (date, title, number, outcome, target, others) in exam {
        let found = resolver.resolve(&citing(date), &cite(title, number));
        let target_id = found.target.as_ref().map_or("", |t| t.policy.as_str());
        let other_ids = found.others.iter().map(PolicyId::as_str).collect::<Vec<_>>().join(" ");
        assert_eq!(
            (found.outcome, target_id, other_ids.as_str()),
            (outcome, target, others),
            "《{title}》{number} on {date}: {}",
            found.reason
        );
        assert!(!found.reason.to_string().is_empty());
    }
}

#[test]
fn the_reasons_say_how_and_what_else() {
    let resolver = Resolver::new(&held());
    let reason = |date: &str, title: &str, number: &str| resolver.resolve(&citing(date), &cite(title, number)).reason.to_string();
    assert_eq!(reason("2025-02-18", MEASURES, ""), "按标题找到；有更新的同名文件");
    assert_eq!(reason("2025-02-18", "", "工信部科〔2016〕273号"), "按发文字号找到");
    assert_eq!(
        reason("2025-02-18", "实施指南", "工信部科〔2016〕273号"),
        "文号与标题不一致：该文号的文件是《关于完善制造业创新体系，推进制造业创新中心建设的指导意见》，引文写作《实施指南》"
    );
    assert_eq!(reason("2025-02-18", "中国制造2025", "国发〔2015〕28号"), "没有收录这一文件");
}

#[test]
fn short_forms_resolve_by_their_full_title() {
    let resolver = Resolver::new(&held());
    let mut short =
        Citation { form: CitationForm::Short, title: Some("办法".into()), title_resolved: Some(MEASURES.into()), ..cite("", "") };
    let found = resolver.resolve(&citing("2025-02-18"), &short);
    assert_eq!((found.outcome, found.reason.to_string().as_str()), (Outcome::OtherVersion, "按简称对应的全称找到；有更新的同名文件"));
    short.title_resolved = None;
    assert_eq!(resolver.resolve(&citing("2025-02-18"), &short).outcome, Outcome::NotChecked);
}

#[test]
fn a_document_that_names_itself_means_itself() {
    let all = held();
    let resolver = Resolver::new(&all);
    let old = all.iter().find(|p| p.id.as_str() == "guangdong/2020-4").unwrap();
    let found = resolver.resolve(old, &cite(MEASURES, ""));
    assert_eq!((found.outcome, found.reason.to_string().as_str(), found.others.len()), (Outcome::Found, "引用本文件", 0));
}

#[test]
fn what_lies_in_the_same_document_is_kept() {
    let target = Target { policy: "guangxi/pilot-plan".parse().unwrap(), address: "2/3".to_owned() };
    let relative = Citation { form: CitationForm::Relative, target: Some(target.clone()), ..cite("", "") };
    let found = Resolver::new(&held()).resolve(&citing(""), &relative);
    assert_eq!((found.outcome, found.target), (Outcome::Found, Some(target)));
}

#[test]
fn numbers_and_titles_of_any_spelling_are_looked_up() {
    let resolver = Resolver::new(&held());
    let lookup = |text: &str| resolver.lookup(&LEXICON, text).iter().map(ToString::to_string).collect::<Vec<_>>();
    for text in [
        "工信部科〔2016〕273号",
        "工信部科[2016]273号",
        "工信部科（2016）0273 號",
        "工信部科〔2016 273号",
        "《关于完善制造业创新体系 推进制造业创新中心建设的指导意见》",
        "《关于完善制造业创新体系，推进制造业创新中心建设的指导意见》（工信部科〔2016〕273号）",
        "miit/2016-273",
    ] {
        assert_eq!(lookup(text), ["miit/2016-273"], "{text}");
    }
    assert_eq!(lookup(MEASURES), ["guangdong/2025-measures", "guangdong/2020-4"], "the newest first");
    assert_eq!(lookup("穗府辦〔2022〕19號"), ["guangzhou/2022-19"]);
    assert_eq!(lookup("制造业创新中心"), Vec::<String>::new(), "a part of a title names nothing");
    assert_eq!(lookup(""), Vec::<String>::new());
}
