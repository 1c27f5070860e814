//! What citations are found in sentences.

use super::Finder;
use crate::extract::reading::Reading;
use crate::extract::types::Citation;
use crate::lexicon::Lexicon;
use crate::policy::Policy;

/// The citations of a whole text.
fn found(source: &str) -> Vec<Citation> {
    let lexicon = Lexicon::embedded();
    let tree = crate::clause::parse(source, &lexicon);
    let document = Policy { id: "a/b".parse().unwrap(), title: "某市创新中心管理办法".into(), ..Policy::default() };
    let mut finder = Finder::new(&document, &tree.clauses, &lexicon);
    tree.clauses.iter().flat_map(|c| finder.find(&Reading::new(source, c, &[])).citations).collect()
}

/// In short: `form title =resolved number provision ->target`.
fn short(c: &Citation) -> String {
    let mut out = vec![serde_json::to_value(c.form).unwrap().as_str().unwrap().to_owned()];
    out.extend(c.title.clone());
    out.extend(c.title_resolved.as_ref().map(|t| format!("={t}")));
    out.extend(c.number.clone());
    out.extend(c.provision.clone());
    out.extend(c.target.as_ref().map(|t| format!("->{}", if t.address.is_empty() { "self" } else { &t.address })));
    out.join(" ")
}

#[test]
fn titles_numbers_and_short_forms_are_found() {
    let cases: [(&str, &[&str]); 12] = [
        ("一、依据《中国制造2025》（国发〔2015〕28号）。", &["title 中国制造2025 国发〔2015〕28号"]),
        (
            "一、根据《意见》工信部科〔2016〕 273 号和国办发〔2017〕5号文件。",
            &["title 意见 工信部科〔2016〕273号", "number 国办发〔2017〕5号"],
        ),
        ("一、按（国发〔2015〕28号）《甲意见》办理。", &["title 甲意见 国发〔2015〕28号"]),
        (
            "一、根据《建设工程实施指南（2016—2020年）》（以下简称《指南》），按照《指南》要求。",
            &[
                "title 建设工程实施指南（2016—2020年）",
                "short 指南 =建设工程实施指南（2016—2020年）",
                "short 指南 =建设工程实施指南（2016—2020年）",
            ],
        ),
        (
            "一、《甲办法》（深发改〔2019〕243号，以下简称《办法》）。\n二、《办法》所称。",
            &["title 甲办法 深发改〔2019〕243号", "short 办法 =甲办法", "short 办法 =甲办法"],
        ),
        (
            "一、《某省关于贯彻〈中国制造2025〉的意见》（云政发〔2016〕64号）",
            &["title 某省关于贯彻〈中国制造2025〉的意见 云政发〔2016〕64号"],
        ),
        ("一、《某省人民政府关于贯彻<中国制造 2025>的\n实施意见》印发。", &["title 某省人民政府关于贯彻<中国制造 2025>的实施意见"]),
        ("一、《某市创新中心管理办法》已经同意。", &["title 某市创新中心管理办法 ->self"]),
        ("一、参照《甲指南》第三部分第（二）条执行。", &["provision 甲指南 第三部分第（二）条"]),
        ("一、依照《甲法》第五条、第七条第二款处理。", &["provision 甲法 第五条", "provision 甲法 第七条第二款"]),
        ("一、依照中华人民共和国公司法第三条处理。", &["provision 中华人民共和国公司法 第三条"]),
        ("一、“科技型中小企业十条”、第一项任务、第十三次党代会。", &[]),
    ];
    for (source, expected) in cases {
        assert_eq!(found(source).iter().map(short).collect::<Vec<_>>(), expected, "{source}");
    }
}

#[test]
fn provisions_lead_into_the_document() {
    let source = "第一条 为规范管理，制定本办法。\n第二条 下列单位可以申报：\n（一）企业；\n（二）高校。\n第三条 符合第二条第（二）项、第（一）项的，适用第一条至第三条。\n第四条 申报须符合要求。\n违反前款和前条的，按本办法第九条处理。\n";
    assert_eq!(
        found(source).iter().map(short).collect::<Vec<_>>(),
        [
            "relative ->self",
            "provision 第二条第（二）项 ->art-2/2",
            "provision 第二条第（一）项 ->art-2/1",
            "provision 第一条 ->art-1",
            "provision 第二条 ->art-2",
            "provision 第三条 ->art-3",
            "relative ->art-4/p1",
            "relative ->art-3",
            "provision 第九条",
        ]
    );
}

#[test]
fn attachments_are_linked() {
    let source = "一、填写《申报书》（附件1）、《计划书》(附件2)，格式见附件2。\n附件：1.申报书\n2.计划书\n附件1\n申报书\n内容。\n附件2\n计划书\n内容。\n";
    let all = found(source);
    let got: Vec<String> = all.iter().map(short).collect();
    assert_eq!(got[..3], ["attachment 申报书 ->att1", "attachment 计划书 ->att2", "attachment ->att2"], "{got:?}");
}
