//! Places and issuing authorities.
//!
//! Recipe: [`Places::jurisdiction`] for a place's name, [`Places::of_authority`] for the name of a body
//! (云南省工业和信息化厅 is of 云南省, 工业和信息化部 of the country), [`Places::of_number`] for a document number or its
//! 代字. All names are simplified.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::source::Mistake;
use super::symbols::{Symbols, letters};
use crate::policy::{Jurisdiction, Level, short_place};

/// `places.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacesFile {
    places: BTreeMap<Spanned<String>, String>,
    aliases: BTreeMap<Spanned<String>, String>,
    homonyms: Homonyms,
    authority: AuthorityWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Homonyms {
    names: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityWords {
    #[serde(deserialize_with = "super::rows::words")]
    endings: Vec<String>,
}

/// Places with their codes (GB/T 2260), and national bodies.
#[derive(Debug)]
pub struct Places {
    places: Vec<Jurisdiction>,
    /// Full, short and other names; several places may share one (朝阳区).
    names: HashMap<String, Vec<usize>>,
    longest: usize,
    /// Names that other places of the country have as well.
    homonyms: Vec<String>,
    /// National bodies: a name and the full name, longest first.
    national: Vec<(String, String)>,
    endings: Vec<String>,
    /// 代字.
    pub(super) symbols: Arc<Symbols>,
}

/// Nationalities in the names of autonomous prefectures, which people leave out: 大理白族自治州 is 大理.
const NATIONALITIES: [&str; 22] = [
    "朝鲜族",
    "土家族",
    "苗族",
    "藏族",
    "羌族",
    "彝族",
    "布依族",
    "侗族",
    "哈尼族",
    "壮族",
    "傣族",
    "白族",
    "景颇族",
    "傈僳族",
    "回族",
    "蒙古族",
    "哈萨克",
    "柯尔克孜",
    "蒙古",
    "满族",
    "瑶族",
    "黎族",
];

/// The level of a code: 000000 the country, 440000 a province, 440100 and the cities right under a province municipal.
fn level(code: &str, name: &str) -> Level {
    match code {
        "000000" => Level::National,
        _ if code.ends_with("0000") => Level::Provincial,
        _ if code.ends_with("00") || code.get(2..4) == Some("90") && !name.ends_with('县') => Level::Municipal,
        _ => Level::County,
    }
}

/// A name as people say it: 大理白族自治州 is 大理, 广州市 is 广州, 阿里地区 is 阿里.
fn short(name: &str) -> &str {
    let cut = ["自治州", "地区", "林区", "盟"].iter().find_map(|s| name.strip_suffix(s));
    let Some(mut rest) = cut else { return short_place(name) };
    while let Some(less) = NATIONALITIES.iter().find_map(|n| rest.strip_suffix(n)).filter(|l| l.chars().count() >= 2) {
        rest = less;
    }
    if rest.chars().count() >= 2 { rest } else { name }
}

impl Places {
    /// Takes over the rows of the file, and the names of national bodies with their full names, longest first.
    ///
    /// # Errors
    /// The rows that are not of the expected form.
    pub fn new(file: PlacesFile, national: Vec<(String, String)>) -> Result<Self, Vec<Mistake>> {
        let (mut places, mut mistakes) = (Vec::with_capacity(file.places.len()), Vec::new());
        for (code, name) in file.places {
            let (at, code) = (code.span(), code.into_inner());
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                mistakes.push(Mistake::new(at.clone(), format!("[places] {code:?} = {name:?}: expected a code of six digits")));
            }
            if name.trim().is_empty() {
                mistakes.push(Mistake::new(at, format!("[places] {code:?}: an empty name; expected at least one character")));
            }
            places.push(Jurisdiction { level: level(&code, &name), code, name });
        }
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, place) in places.iter().enumerate() {
            names.entry(place.name.clone()).or_default().push(i);
            let short = short(&place.name);
            if short != place.name && place.level != Level::County && place.code.get(2..4) != Some("90") {
                names.entry(short.to_owned()).or_default().push(i);
            }
        }
        for (alias, name) in &file.aliases {
            match places.iter().position(|p| p.name == *name) {
                Some(place) if !alias.get_ref().is_empty() => names.entry(alias.get_ref().clone()).or_default().push(place),
                _ => {
                    let message = format!("[aliases] {:?} = {name:?}: expected the name of a row of [places]", alias.get_ref());
                    mistakes.push(Mistake::new(alias.span(), message));
                }
            }
        }
        for name in file.homonyms.names.iter().filter(|n| !names.contains_key(n.get_ref())) {
            let message = format!("[homonyms] {:?}: expected the name of a row of [places]", name.get_ref());
            mistakes.push(Mistake::new(name.span(), message));
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let homonyms = file.homonyms.names.into_iter().map(Spanned::into_inner).collect();
        let longest = names.keys().map(|n| n.chars().count()).max().unwrap_or(0);
        Ok(Places { places, names, longest, homonyms, national, endings: file.authority.endings, symbols: Arc::default() })
    }

    /// The place of a code.
    pub fn by_code(&self, code: &str) -> Option<Jurisdiction> {
        let at = self.places.binary_search_by(|p| p.code.as_str().cmp(code)).ok()?;
        self.places.get(at).cloned()
    }

    /// The jurisdiction of a name, full or short: 广西, 广西壮族自治区.
    pub fn jurisdiction(&self, name: &str) -> Option<Jurisdiction> {
        let found = self.names.get(name).or_else(|| self.names.get(short_place(name)))?;
        found.first().and_then(|i| self.places.get(*i)).cloned()
    }

    /// Every name of a place that tells it alone, with the code of the place, in the order of the names.
    pub fn codes(&self) -> Vec<(&str, &str)> {
        let code = |places: &Vec<usize>| places.first().and_then(|i| self.places.get(*i)).map(|p| p.code.as_str());
        let mut out: Vec<(&str, &str)> = self.names.iter().filter_map(|(name, at)| Some((name.as_str(), code(at)?))).collect();
        out.sort_unstable();
        out
    }

    /// The place a text begins with, and the bytes of its name. Names may stand one after the other, from
    /// large to small: 广东省广州市黄埔区. A county that the table does not hold carries the code of its city.
    pub fn at_start(&self, text: &str) -> Option<(Jurisdiction, usize)> {
        let (mut place, mut len) = self.one_at_start(text, None)?;
        // 抚顺县 lies in 抚顺市, 大理市 in 大理白族自治州: neither is the larger place under its short name.
        let short = place.level == Level::Municipal && text[..len] != place.name;
        let more = text[len..].chars().next().filter(|c| short && (*c == '县' || *c == '市' && !place.name.ends_with('市')));
        if let Some(kind) = more {
            len += kind.len_utf8();
            place = Jurisdiction { name: text[..len].to_owned(), level: Level::County, ..place };
        }
        while let Some((inner, more)) = self.one_at_start(&text[len..], Some(&place)).or_else(|| county(&text[len..], &place)) {
            (place, len) = (inner, len + more);
        }
        Some((place, len))
    }

    fn one_at_start(&self, text: &str, within: Option<&Jurisdiction>) -> Option<(Jurisdiction, usize)> {
        let ends: Vec<usize> = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest).collect();
        ends.iter().rev().find_map(|end| {
            let found = self.names.get(text.get(..*end)?)?.iter().filter_map(|i| self.places.get(*i));
            let fits = |p: &&Jurisdiction| within.is_none_or(|w| p.code != w.code && p.code.starts_with(stem(&w.code)));
            // 吉林 is the province, 吉林市 the city; short names of cities do not stand inside a province's name.
            found.filter(|p| within.is_none() || text[..*end] == p.name).find(fits).map(|p| (p.clone(), *end))
        })
    }

    /// The first place that a text names in full: 关于推进广州市级制造业创新中心建设工作方案 names 广州市.
    pub fn in_text(&self, text: &str) -> Option<Jurisdiction> {
        text.char_indices().find_map(|(at, _)| {
            let (place, len) = self.at_start(&text[at..])?;
            let full = text[at..at + len].ends_with(['省', '市', '区', '州', '县', '盟']);
            (full || place.level == Level::Provincial).then_some(place)
        })
    }

    /// The jurisdiction of a body's name. A branch of a national body is of its place: 国家税务总局广州市税务局. The
    /// government of a county that the tables do not know is that county's, without a code: 汉阴县人民政府.
    pub fn of_authority(&self, name: &str) -> Option<Jurisdiction> {
        let name =
            name.strip_prefix("中国共产党").or_else(|| name.strip_prefix("中共")).filter(|n| self.at_start(n).is_some()).unwrap_or(name);
        // 原文化部 was of the country as 文化部 was.
        let former = name.strip_prefix('原').filter(|n| self.national_at_start(n).is_some() || self.at_start(n).is_some());
        let name = former.unwrap_or(name);
        if let Some((_, len)) = self.national_at_start(name) {
            return self.at_start(&name[len..]).map(|(place, _)| place).or_else(|| self.jurisdiction("国家"));
        }
        let Some((place, len)) = self.at_start(name) else { return unknown_county(name) };
        (!self.homonyms.contains(&name[..len].to_owned())).then_some(place)
    }

    /// The national body a text begins with: its full name and the bytes taken.
    pub fn national_at_start(&self, text: &str) -> Option<(&str, usize)> {
        self.national.iter().find(|(name, _)| text.starts_with(name.as_str())).map(|(name, full)| (full.as_str(), name.len()))
    }

    /// The jurisdiction of a document number or its 代字: 穗府办〔2022〕19号 is of 广州市, 工信部科 of the country,
    /// 国务院令第813号 as well. None when several places share the 代字 (宁政发).
    pub fn of_number(&self, number: &str) -> Option<Jurisdiction> {
        let letters = letters(number);
        let body = ["令", "公告", "通告"].iter().find_map(|series| letters.trim_end_matches('第').strip_suffix(series));
        body.and_then(|body| self.of_authority(body)).or_else(|| self.symbols.read(letters)?.place().cloned())
    }

    /// Whether a text is the name of a body: it begins with a place or is a national body, and ends as one does.
    pub fn is_authority(&self, name: &str) -> bool {
        let chars = name.chars().count();
        let national = self.national_at_start(name).is_some();
        (2..=40).contains(&chars)
            && !name.contains(|c: char| c.is_ascii_punctuation() || "、。，；：《》“”".contains(c))
            && (national && self.national_at_start(name).is_some_and(|(_, len)| len == name.len())
                || (national || self.at_start(name).is_some() || name.starts_with(['中', '国', '省', '市', '县', '区', '州']))
                    && self.ends_as_authority(name)
                || is_government(name))
    }

    /// The full names of all places but the country.
    pub(super) fn full_names(&self) -> impl Iterator<Item = String> {
        self.places.iter().filter(|p| p.level != Level::National).map(|p| p.name.clone())
    }

    /// What the names of bodies end with.
    pub(super) fn endings(&self) -> &[String] {
        &self.endings
    }

    /// Whether a text ends as the name of a body does: 厅, 人民政府, 办公室.
    pub fn ends_as_authority(&self, name: &str) -> bool {
        self.endings.iter().any(|e| name.ends_with(e.as_str()) && name.len() > e.len())
    }
}

/// The county of a government whose place the tables do not know; they know all provinces and prefectures, so a 市 among
/// them is one of the county level. Without the code of its prefecture it has none.
fn unknown_county(name: &str) -> Option<Jurisdiction> {
    let place = name.find("人民政府").map(|at| &name[..at]).filter(|p| is_government(name) && p.ends_with(['县', '区', '旗', '市']))?;
    let whole = place.chars().any(|c| matches!(c, '省' | '州' | '盟'))
        || place.chars().filter(|c| matches!(c, '市' | '县' | '区' | '旗')).count() > 1;
    (!whole).then(|| Jurisdiction { code: String::new(), name: place.to_owned(), level: Level::County })
}

/// 汉阴县人民政府办公室: the government of a place that the tables need not know.
fn is_government(name: &str) -> bool {
    let place = ["人民政府", "人民政府办公室", "人民政府办公厅"].iter().find_map(|end| name.strip_suffix(end));
    place.is_some_and(|p| {
        p.chars().all(crate::text::script::is_han)
            && (2..=12).contains(&p.chars().count())
            && p.ends_with(['省', '市', '县', '区', '旗', '州', '盟', '镇', '乡'])
    })
}

/// The leading digits that the codes of all places inside share.
fn stem(code: &str) -> &str {
    match code.trim_end_matches("00").len() {
        0 => "",
        1 | 2 => &code[..2],
        3 | 4 => &code[..4],
        _ => code,
    }
}

/// A county, district or county-level city right after the name of its city: 人和县, 高新区.
fn county(text: &str, parent: &Jurisdiction) -> Option<(Jurisdiction, usize)> {
    if !matches!(parent.level, Level::Provincial | Level::Municipal) {
        return None;
    }
    let (at, end) = text.char_indices().skip(1).take(5).find(|(_, c)| matches!(c, '区' | '县' | '旗'))?;
    let len = at + end.len_utf8();
    let name = &text[..len];
    // 自治区, 各区, 辖区, 示范区 are no counties.
    let common =
        ["各区", "辖区", "社区", "园区", "自治区", "示范区", "开发区", "试验区", "地区", "特区", "市区", "城区", "郊区", "灾区", "片区"];
    let body = text[len..].starts_with("人民")
        || text[len..].starts_with(['委', '政', '发', '科', '工', '财', '人', '教', '住', '市', '经', '管']);
    (body && !common.iter().any(|c| name.ends_with(c)) && !name.contains(['、', ',', '各'])).then(|| {
        let place = Jurisdiction { code: parent.code.clone(), name: name.to_owned(), level: Level::County };
        (place, len)
    })
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn bodies_and_titles_name_their_place() {
        let places = Lexicon::embedded().places;
        let of = |name: &str| places.of_authority(name).map(|j| format!("{} {}", j.code, j.name));
        let cases = [
            ("云南省工业和信息化厅", "530000 云南省"),
            ("广西壮族自治区人民政府", "450000 广西壮族自治区"),
            ("广西工业和信息化厅", "450000 广西壮族自治区"),
            ("工业和信息化部", "000000 国家"),
            ("国务院办公厅", "000000 国家"),
            ("广东省广州市黄埔区人民政府", "440112 黄埔区"),
            ("大理州人民政府", "532900 大理白族自治州"),
            ("吉林市人民政府", "220200 吉林市"),
            ("吉林省财政厅", "220000 吉林省"),
            ("国家税务总局广州市税务局", "440100 广州市"),
            ("中共广州市委办公厅", "440100 广州市"),
            ("佛山市顺德区人民政府", "440600 顺德区"),
            ("仙桃市人民政府", "429004 仙桃市"),
            ("汉阴县人民政府办公室", " 汉阴县"),
        ];
        for (name, place) in cases {
            assert_eq!(of(name).as_deref(), Some(place), "{name}");
        }
        assert_eq!(of("某某公司"), None);
        let titled = |t: &str| places.in_text(t).map(|j| j.name);
        assert_eq!(titled("关于推进广州市级制造业创新中心建设工作方案").as_deref(), Some("广州市"));
        assert_eq!(titled("关于完善制造业创新体系的指导意见"), None);
        assert_eq!(places.of_number("穗府办").map(|j| j.name).as_deref(), Some("广州市"));
        assert!(places.is_authority("工业和信息化部") && places.is_authority("广州市工业和信息化局"));
        assert!(!places.is_authority("各区人民政府,市直各单位") && !places.is_authority("关于印发"));
    }
}
