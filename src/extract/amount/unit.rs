//! The unit behind a number: 元, %, 家, 元/平方米·月.

use super::scan::{Amount, Unit};
use crate::lexicon::Vocabulary;
use crate::lexicon::roles::Per;
use crate::text::numeral::{Decimal, Number};

/// Characters after 元 that make it part of a word: 三元材料, 二元结构, 2元件.
const NO_YUAN: &str = "素件器宇旦化材结锂电正多方次函老首";

/// Words for shares, the power of ten, and the unit that tells them from percent.
const SHARES: [(&str, i32, Option<&str>); 8] = [
    ("%", -2, None),
    ("‰", -3, None),
    ("个百分点", -2, Some("个百分点")),
    ("百分点", -2, Some("个百分点")),
    ("个千分点", -3, Some("个千分点")),
    ("个基点", -4, Some("个基点")),
    ("基点", -4, Some("个基点")),
    ("BP", -4, Some("个基点")),
];

/// Characters after 成 that make it part of a word: 一成不变, 八成新, 三成员.
const NO_TENTH: &str = "不新员立效果功为本都熟型交长分品年就因人套绩群天色份语片像批倍行活风对全比章梯";
/// Characters after 折 that make it part of a word: 三折叠, 100折合.
const NO_DISCOUNT: &str = "叠合算旧扣迭弯射线腾磨返回断价";

/// Signs and letters before a number that make it money.
const SIGNS: [(&str, Option<&str>); 12] = [
    ("HK$", Some("HKD")),
    ("US$", Some("USD")),
    ("$", Some("USD")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("¥", None),
    ("￥", None),
    ("RMB", None),
    ("CNY", None),
    ("USD", Some("USD")),
    ("HKD", Some("HKD")),
    ("EUR", Some("EUR")),
];

/// The amount of a number that begins at `at` and the unit behind it; none without a unit.
pub fn with_unit(text: &str, at: usize, number: Number, vocabulary: &Vocabulary) -> Option<Amount> {
    let mut end = at + number.len;
    let mut more = number.more;
    for word in ["多", "余", "来"] {
        if text[end..].starts_with(word) && !text[end + word.len()..].starts_with(word) {
            (end, more) = (end + word.len(), true);
            break;
        }
    }
    let after = &text[end..];
    let make = |len: usize, shift: i32, unit: Unit, level: bool| {
        let value = number.value.shift(shift)?;
        let mut amount = Amount { more, level, arabic: number.arabic, ..Amount::new(at..end + len, value, unit) };
        if matches!(amount.unit, Unit::Money(_)) && !level {
            for word in ["整", "人民币"] {
                amount.range.end += if text[amount.range.end..].starts_with(word) { word.len() } else { 0 };
            }
            let (len, each, every) = each(&text[amount.range.end..], vocabulary);
            (amount.each, amount.every) = (each, every);
            amount.range.end += len;
        }
        Some(amount)
    };
    if let Some((word, shift, unit)) = SHARES.into_iter().find(|(w, ..)| after.starts_with(w)) {
        return (!number.implied).then(|| make(word.len(), shift, Unit::Ratio(unit.map(str::to_owned)), false))?;
    }
    let below_ten = number.magnitude == 0 && number.value < Decimal::from_int(10) && !number.value.is_zero();
    // 三成以上, 五成; 八折
    for (word, others) in [("成", NO_TENTH), ("折", NO_DISCOUNT)] {
        if let Some(rest) = after.strip_prefix(word).filter(|_| below_ten && (!number.arabic || word == "折"))
            && rest.chars().next().is_none_or(|c| !others.contains(c))
        {
            let half = word == "成" && rest.starts_with('半'); // 一成半
            let tenths = make(word.len() + if half { "半".len() } else { 0 }, -1, Unit::Ratio(None), false)?;
            let value = if half { tenths.value.plus(Decimal::new(5, 2))? } else { tenths.value };
            return Some(Amount { value, ..tenths });
        }
    }
    // 万美元 alone is a unit of a form.
    if let Some((word, code)) = vocabulary.units.currency.iter().find(|(word, _)| after.starts_with(word.as_str())) {
        return (!number.implied || led(text, at)).then(|| make(word.len(), 0, Unit::Money(Some(code.clone())), false))?;
    }
    if let Some(rest) = after.strip_prefix(['元', '圆']) {
        // 万元 and 亿元 alone are units of a form; 亿元以上, 亿元级, 上亿元, 千万元 are amounts.
        let bare = number.implied && matches!(&text[at..end], "万" | "亿");
        if bare && !led(text, at) && !["以上", "级", "大"].iter().any(|w| rest.starts_with(w)) {
            return None;
        }
        let word = rest.chars().next().is_some_and(|c| NO_YUAN.contains(c));
        let small = !number.arabic && below_ten;
        let level = rest.starts_with('级');
        if !word || (number.arabic && !small && !rest.starts_with(['件', '素', '器'])) {
            return make("元".len() + if level { "级".len() } else { 0 }, 0, Unit::Money(None), level);
        }
        return None;
    }
    if after.starts_with('级') && number.magnitude >= 8 {
        return make("级".len(), 0, Unit::Money(None), true);
    }
    if number.implied {
        return None;
    }
    if after.starts_with('倍') {
        return make("倍".len(), 0, Unit::Count("倍".into()), false);
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| text[..at].ends_with(sign)) {
        return make(0, 0, Unit::Money(code.map(str::to_owned)), false);
    }
    if number.magnitude >= 4 && without_yuan(text, at, after, vocabulary) {
        return make(0, 0, Unit::Money(None), false);
    }
    let classifier = vocabulary.units.count.iter().find(|u| after.starts_with(u.as_str()))?;
    (!is_other(classifier, &after[classifier.len()..], &number))
        .then(|| make(classifier.len(), 0, Unit::Count(classifier.clone()), false))?
}

/// Whether 亿元 without a digit is an amount: 上亿元, 超千万美元.
fn led(text: &str, at: usize) -> bool {
    text[..at].ends_with(['上', '超', '近', '逾', '过', '破', '达', '约', '满'])
}

/// Whether a classifier is the beginning of another word: 3个月 and 5个工作日 are times, 100人民币 is money, 3人才 and
/// 2次方 are no counts, 10万吨级 is a class of ships.
fn is_other(classifier: &str, rest: &str, number: &Number) -> bool {
    let begins = |words: &[&str]| words.iter().any(|w| rest.starts_with(w));
    rest.starts_with('级')
        || match classifier {
            "个" => begins(&["月", "工作日", "季度", "年", "小时", "百分点", "星期", "自然", "基点", "会计", "学期", "学年", "周"]),
            "人" => begins(&["民", "才", "工", "口", "员", "力", "均", "社", "大", "事", "数"]),
            "次" => rest.starts_with(['方', '会', '全', '党', '性', '要', '于', '日', '年']),
            "分" => rest.starts_with([
                '之', '别', '类', '级', '钟', '析', '步', '布', '为', '档', '期', '年', '行', '区', '解', '部', '享', '担', '段', '阶',
            ]),
            "条" => rest.starts_with(['例', '件', '款', '规', '龙', '措', '政']),
            "种" => rest.starts_with(['子', '业', '植', '质']),
            "场" => rest.starts_with(['景', '地', '所', '馆', '次']),
            "项" => rest.starts_with('目') && !number.arabic,
            "台" => rest.starts_with(['湾', '阶', '账']),
            "家" => rest.starts_with(['庭', '园', '电', '具', '长', '乡']),
            "位" => rest.starts_with(['一', '居', '列', '于', '数']),
            "类" => rest.starts_with(['别', '型']),
            "户" => rest.starts_with(['籍', '型', '外', '口', '主']),
            "头" => rest.starts_with(['部', '脑', '寸']),
            "只" => rest.starts_with(['能', '有', '要', '需', '是', '限', '得', '可', '对', '准', '在']),
            "张" => rest.starts_with(['家', '贴', '网']),
            "米" => rest.starts_with(['粉', '面', '其']),
            "层" => rest.starts_with(['级', '次', '面']),
            "根" => rest.starts_with(['本', '据']),
            "支" => rest.starts_with(['持', '撑', '付', '部', '出']),
            "所" => rest.starts_with(['有', '在', '属', '需', '以']),
            "本" => rest.starts_with(['科', '级', '地', '市', '省', '区', '县', '办', '人', '数', '身', '外']),
            "部" => rest.starts_with(['门', '委', '分', '署', '队', '属', '长', '位', '件']),
            "处" => rest.starts_with(['理', '罚', '置', '室', '长', '分', '以', '于', '在']),
            "组" => rest.starts_with(['织', '建', '长', '合', '成']),
            _ => false,
        }
}

/// What one amount is given for, behind the unit: /亩, /人·年, 每人每月. How many bytes it takes, the units, and how
/// often where one of them is a year or a month.
fn each(rest: &str, vocabulary: &Vocabulary) -> (usize, Option<String>, Option<Per>) {
    let (mut len, mut units, mut every) = (0, Vec::new(), None);
    while let Some(sign) = rest[len..].chars().next().filter(|c| matches!(c, '/' | '每') || len > 0 && matches!(c, '·' | '.' | '*')) {
        let start = len + sign.len_utf8();
        let Some((unit, per)) = unit_of_price(&rest[start..], vocabulary) else { break };
        match per {
            Some(per) => every = every.or(Some(per)),
            None => units.push(unit),
        }
        len = start + unit.len();
    }
    (len, (!units.is_empty()).then(|| units.join("·")), every)
}

/// The unit a text begins with, one that a price may be for; a year or a month tells how often.
pub fn unit_of_price<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<(&'t str, Option<Per>)> {
    let times =
        [("自然年", Per::Year), ("学年", Per::Year), ("年度", Per::Year), ("年", Per::Year), ("个月", Per::Month), ("月", Per::Month)];
    if let Some((word, per)) = times.iter().find(|(w, _)| text.starts_with(w)) {
        return Some((&text[..word.len()], Some(*per)));
    }
    let word = vocabulary.units.price.iter().find(|u| text.starts_with(u.as_str()))?;
    Some((&text[..word.len()], None))
}

/// Whether 3000万 without 元 is money: a word for money before or behind it, and the end of the phrase after it.
fn without_yuan(text: &str, at: usize, after: &str, vocabulary: &Vocabulary) -> bool {
    let words = &vocabulary.units.yuan;
    let given = words.after.iter().any(|w| after.starts_with(w.as_str()));
    let ends = after.is_empty()
        || ["以上", "以下", "以内", ",", "。", ";", "、", ")", "(", "的", "至", "-", "~", "左右", "\n", "/", "和", "封顶"]
            .iter()
            .any(|w| after.starts_with(w));
    let start = text[..at].char_indices().rev().take(16).last().map_or(at, |(i, _)| i);
    let before = text[start..at].rsplit(['。', '\n', ';', ',']).next().unwrap_or("");
    given || ends && words.before.iter().any(|w| before.contains(w.as_str()))
}
