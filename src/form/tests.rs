//! Forms in the shapes in which they come.

use super::*;
use crate::corpus::SourceFile;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::SourceText;
use crate::text::width::is_blank;

fn read(text: &str) -> Vec<Form> {
    let lexicon = Lexicon::embedded();
    let file = SourceFile { id: "x/y".parse().unwrap(), text: SourceText::decode(text.as_bytes()).unwrap(), ..SourceFile::default() };
    let policy = ParsedPolicy::parse(&file, &lexicon);
    let found = forms(&policy, text, &lexicon);
    for form in &found {
        let range = policy.clause(&form.address).map_or(0..text.len(), |c| c.span.start..c.span.end);
        let squeeze = |t: &str| t.chars().filter(|c| !is_blank(*c) && !"|_-:：+".contains(*c)).collect::<String>();
        let printed: String = form.blocks.iter().map(Block::printed).collect();
        assert_eq!(squeeze(&format!("{}{}{printed}", form.label, form.printed)), squeeze(&text[range]), "no word may be lost");
    }
    found
}

/// The fields as `section/group/label kind unit [options] ×rows`.
fn shown(form: &Form) -> Vec<String> {
    let one = |f: &Field| {
        let path = [&f.section, &f.group, &f.label].into_iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join("/");
        let options = if f.options.is_empty() { String::new() } else { format!(" {:?}", f.options) };
        let rows = if f.rows > 1 { format!(" ×{}", f.rows) } else { String::new() };
        let kind = if f.kind == FieldKind::Text { String::new() } else { format!(" {}", f.kind.label()) };
        let unit = if f.unit.is_empty() { String::new() } else { format!(" {}", f.unit) };
        format!("{path}{kind}{unit}{options}{rows}").trim().to_owned()
    };
    form.fields.iter().map(one).collect()
}

fn notice(list: &str, attachments: &str) -> String {
    format!(
        "关于组织申报首台套装备的通知\n各县区工信局：\n一、申报范围\n（一）在本市注册的企业。\n二、申报时间\n请于2024年6月30日前报送。\n{list}\n海州市工业和信息化局\n2024年5月6日\n\n{attachments}"
    )
}

#[test]
fn cells_on_lines_with_tabs() {
    let text = notice(
        "附件：1.首台套装备申报书",
        "附件1\n首台套装备\n申报书\n\n\t装备名称：\n\t\n\n\t申报单位：\n\t\n\n\n一、企业情况\n\n\t企业名称\n\t\n\t所属行业\n\t\n\n\t注册资本\n\t万元\n\t职工人数\n\t    人\n\n\t法定代表人\n\n（负责人）\n\t姓  名\n\t\n\t电  话\n\t\n\n\t\n\t职  务\n\t\n\t邮  箱\n\t\n\n\t企业类型\n\t□国有 □民营\n\n□其他（      ）\n\n\t20  年销售收入\n\t\n",
    );
    let forms = read(&text);
    assert_eq!(forms.len(), 1);
    assert_eq!((forms[0].title.as_str(), forms[0].kind), ("首台套装备申报书", FormKind::Form));
    assert_eq!(
        shown(&forms[0]),
        [
            "装备名称",
            "申报单位",
            "一、企业情况/企业名称",
            "一、企业情况/所属行业",
            "一、企业情况/注册资本 数目 万元",
            "一、企业情况/职工人数 数目 人",
            "一、企业情况/法定代表人 （负责人）/姓名",
            "一、企业情况/法定代表人 （负责人）/电话",
            "一、企业情况/法定代表人 （负责人）/职务",
            "一、企业情况/法定代表人 （负责人）/邮箱",
            "一、企业情况/企业类型 选项 [\"国有\", \"民营\", \"其他\"]",
            "一、企业情况/20__年销售收入",
        ]
    );
}

#[test]
fn a_table_between_bars() {
    let text = notice(
        "附件：推荐项目汇总表",
        "附件\n推荐项目汇总表\n推荐单位（盖章）：            填报日期：   年  月  日\n| 序号 | 项目名称 | 申报单位 | 总投资（万元） |\n|---|---|---|---|\n| 1 |  |  |  |\n| 2 |  |  |  |\n填表人：          联系电话：\n",
    );
    let forms = read(&text);
    assert_eq!((forms.len(), forms[0].kind), (1, FormKind::List));
    assert_eq!(
        shown(&forms[0]),
        ["推荐单位（盖章） 盖章或签字", "填报日期 日期", "项目名称 ×2", "申报单位 ×2", "总投资 数目 万元 ×2", "填表人", "联系电话"]
    );
}

#[test]
fn a_check_list() {
    let text = notice(
        "附件：申报材料核对表",
        "附件：申报材料核对表\n请在相应方框内打勾。\n1.营业执照复印件 □有 □无\n2.审计报告 □有 □无\n[ ] 已在系统提交\n经办人（签字）\n",
    );
    let forms = read(&text);
    assert_eq!(forms.len(), 1, "{forms:?}");
    assert_eq!(
        shown(&forms[0]),
        [
            "1.营业执照复印件 选项 [\"有\", \"无\"]",
            "2.审计报告 选项 [\"有\", \"无\"]",
            "选项 [\"已在系统提交\"]",
            "经办人（签字） 盖章或签字"
        ]
    );
}

#[test]
fn a_cover_page_and_instructions() {
    let text = notice(
        "附件：1.数字化改造项目申请书",
        "附件1\n数字化改造项目申请书\n\n项目名称：________________\n单位名称（盖章）：\n联 系 人：            手机：\n推荐部门：\n申报日期：    年    月    日\n\n海州市工业和信息化局制\n\n填表说明\n一、本表一式三份，用A4纸打印。\n二、金额单位：万元。\n",
    );
    let forms = read(&text);
    assert_eq!(forms.len(), 1);
    assert_eq!(shown(&forms[0]), ["项目名称", "单位名称（盖章） 盖章或签字", "联系人", "手机", "推荐部门", "申报日期 日期"]);
    assert!(forms[0].blocks.iter().any(|b| matches!(b, Block::Paragraph { note: true, .. })));
}

#[test]
fn heads_and_numbers_on_lines_of_their_own() {
    let text =
        notice("附件：企业信息汇总表", "附件\n企业信息汇总表\n序号\n企业名称\n所在县区\n联系人\n联系电话\n1\n2\n3\n注：本表可以加行。\n");
    let forms = read(&text);
    assert_eq!(shown(&forms[0]), ["企业名称 ×3", "所在县区 ×3", "联系人 ×3", "联系电话 ×3"]);
    let text = notice("附件：企业信息汇总表", "附件\n企业信息汇总表\n序号   企业名称   所在县区   联系电话\n1\n2\n合计\n");
    assert_eq!(shown(&read(&text)[0]), ["企业名称 ×3", "所在县区 ×3", "联系电话 ×3"]);
}

#[test]
fn a_letter_and_an_outline() {
    let text = notice(
        "附件：1.真实性承诺书\n2.实施方案编写提纲",
        "附件1\n真实性承诺书\n本单位（名称：__________）郑重承诺如下：\n所报材料真实、合法、有效，如有不实，愿意承担相应责任。\n法定代表人（签字）：\n单位（公章）：\n        年   月   日\n\n附件2\n实施方案编写提纲\n一、单位概况\n简要介绍单位的主要业务和研发能力。\n二、建设目标\n（一）总体目标\n（二）分年度目标\n",
    );
    let forms = read(&text);
    assert_eq!(forms.iter().map(|f| f.kind).collect::<Vec<_>>(), [FormKind::Letter, FormKind::Outline]);
    assert_eq!(shown(&forms[0]), ["名称", "法定代表人（签字） 盖章或签字", "单位（公章） 盖章或签字", "日期"]);
    assert!(forms[1].fields.is_empty() && forms[1].blocks.len() >= 5);
}

#[test]
fn traditional_script() {
    let text = "關於開展補助申請的通知\n一、申請條件\n（一）於本市登記。\n附件：1.補助申請表\n\n附件1\n補助申請表\n申請單位（蓋章）：\n統一社會信用代碼\t\t負責人\t\n註冊資本（萬元）\t\t企業類型\t☐國有 ☐民營\n申請日期：    年    月    日\n";
    let forms = read(text);
    assert_eq!((forms.len(), forms[0].title.as_str()), (1, "補助申請表"));
    assert_eq!(
        shown(&forms[0]),
        [
            "申請單位（蓋章） 盖章或签字",
            "統一社會信用代碼",
            "負責人",
            "註冊資本 数目 万元",
            "企業類型 选项 [\"國有\", \"民營\"]",
            "申請日期 日期"
        ]
    );
}

#[test]
fn a_document_that_is_a_form_itself() {
    let text = "海州市中试平台申报书\n一、基本情况\n单位名称\t\t统一社会信用代码\t\n职工人数（人）\t\t手机\t\n近三年营业收入（万元）\t2022年\t2023年\t2024年\n\t\t\t\n二、真实性承诺\n本单位承诺所报材料真实有效。\n";
    let forms = read(text);
    assert_eq!((forms.len(), forms[0].address.to_string().as_str()), (1, ""));
    assert_eq!(
        shown(&forms[0]),
        [
            "一、基本情况/单位名称",
            "一、基本情况/统一社会信用代码",
            "一、基本情况/职工人数 数目 人",
            "一、基本情况/手机",
            "一、基本情况/近三年营业收入/2022年 数目 万元",
            "一、基本情况/近三年营业收入/2023年 数目 万元",
            "一、基本情况/近三年营业收入/2024年 数目 万元",
        ]
    );
}

#[test]
fn what_only_lays_something_down_is_no_form() {
    let rules =
        "附件\n首台套装备管理办法\n第一条 为规范管理，制定本办法。\n第二条 本办法所称装备，是指列入目录的装备。申报单位应当填写申请表。\n";
    assert_eq!(read(&notice("附件：首台套装备管理办法", rules)), []);
    let tasks = "附件\n任务分解表\n序号\t任务\t责任单位\t完成时限\n1\t建设平台\t市科技局\t2024年底\n2\t培育企业\t市工信局\t2025年底\n";
    assert_eq!(read(&notice("附件：任务分解表", tasks)), []);
    let names = "附件\n拟认定企业名单\n序号\t企业名称\t县区\n1\t海州重工有限公司\t东区\n2\t海州电气有限公司\t西区\n";
    assert_eq!(read(&notice("附件：拟认定企业名单", names)), []);
    assert_eq!(read("一、总则\n二、附则\n"), []);
    assert_eq!(read(""), []);
}

#[test]
fn time_grows_with_the_length_alone() {
    for piece in ["\t\n", "\t甲\n\n乙\n", "| a | b |\n", "序号\n甲\n", "1  2  3\n", "年 月 日 □（）____\n"] {
        let text = notice("附件：申请表", &format!("附件\n申请表\n{}", piece.repeat(4_000)));
        let start = std::time::Instant::now();
        read(&text);
        assert!(start.elapsed().as_secs() < 20, "{piece:?}: {:?}", start.elapsed());
    }
}
