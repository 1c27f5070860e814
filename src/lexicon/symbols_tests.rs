//! Whose document numbers are, and where they begin.

use super::Lexicon;

/// The code of a number's place; `shared` where several places use its letters, `none` where the tables do not know it.
fn code(number: &str, lexicon: &Lexicon) -> String {
    match lexicon.authorities.of_number(&crate::text::fold(number)) {
        None => "none".to_owned(),
        Some(symbol) => symbol.place().map_or("shared".to_owned(), |place| place.code.clone()),
    }
}

#[test]
fn numbers_name_their_place() {
    let lexicon = Lexicon::embedded();
    let cases = "
        国发〔2015〕28号 000000
        国办发〔2021〕3号 000000
        國辦函〔2020〕9號 000000
        国函〔2019〕17号 000000
        中办发〔2018〕4号 000000
        厅字〔2017〕24号 000000
        工信部联规〔2016〕137号 000000
        工信厅联节函〔2021〕8号 000000
        工信部科﹝2016﹞273号 000000
        发改办高技〔2020〕33号 000000
        财建〔2023〕117号 000000
        财办建〔2019〕6号 000000
        财税〔2015〕119号 000000
        国科发火〔2016〕32号 000000
        人社部发〔2018〕31号 000000
        税总办征科函〔2021〕2号 000000
        法释〔2020〕17号 000000
        高检发办字〔2021〕3号 000000
        自然资办发〔2021〕36号 000000
        国卫医发〔2019〕5号 000000
        环办大气函〔2020〕340号 000000
        国能综通新能〔2022〕8号 000000
        国药监综药注函〔2021〕4号 000000
        粤府〔2020〕12号 440000
        粤府办〔2021〕6号 440000
        粤工信规字〔2020〕4号 440000
        粤工信創新函〔2021〕17號 440000
        粤科函产字〔2022〕5号 440000
        粤财工〔2019〕31号 440000
        粤建市〔2020〕8号 440000
        粤委办〔2018〕7号 440000
        桂政办发〔2021〕81号 450000
        桂科规字〔2023〕2号 450000
        桂工信规划函〔2020〕4号 450000
        云工信技创〔2019〕181号 530000
        云政发〔2018〕11号 530000
        浙经信技术〔2021〕9号 330000
        皖科基地〔2020〕5号 340000
        鄂经信规〔2018〕4号 420000
        闽工信规〔2022〕1号 350000
        湘工信科技〔2019〕7号 430000
        鲁工信技〔2020〕95号 370000
        川办函〔2021〕3号 510000
        陕发改高技〔2020〕6号 610000
        新政办发〔2019〕4号 650000
        新兵办发〔2020〕5号 660000
        兵工信规〔2021〕2号 660000
        穗府辦〔2022〕19號 440100
        穗科规字〔2020〕1号 440100
        穗埔商务规字〔2022〕7号 440112
        深府规〔2021〕4号 440300
        深科技创新规〔2020〕8号 440300
        苏府规字〔2021〕7号 320500
        苏工信规〔2021〕3号 320000
        杭政办函〔2020〕2号 330100
        甬科资〔2021〕6号 330200
        成办发〔2020〕5号 510100
        青政办〔2021〕7号 630000
        青政办发〔2021〕7号 370200
        宁政规发〔2020〕3号 640000
        宁政发〔2020〕3号 shared
        宁科〔2021〕4号 shared
        济政发〔2021〕2号 shared
        武政规〔2020〕6号 shared
        市政办发〔2021〕3号 shared
        市财建〔2020〕5号 shared
        辽府发〔2020〕4号 220400
        辽政发〔2020〕4号 210000
        黔东南府办函〔2020〕4号 522600
        鄂州政发〔2020〕2号 420700
        鄂府发〔2020〕2号 150600
        启科发〔2020〕3号 none
        某某〔2020〕1号 none
        〔2020〕95号 none";
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|l| !l.trim().is_empty()) {
        let (number, expected) = line.trim().split_once(' ').unwrap();
        let got = code(number, &lexicon);
        if got != expected {
            wrong.push(format!("{number}: {got}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_province_has_government_office_and_departments() {
    let lexicon = Lexicon::embedded();
    let provinces = "京政 津政 冀政 晋政 内政 辽政 吉政 黑政 沪府 苏政 浙政 皖政 闽政 赣府 鲁政 豫政 鄂政 湘政 粤府 桂政 琼府 渝府 川府 黔府 云政 藏政 陕政 甘政 青政 宁政 新政 新兵";
    let codes = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66";
    let departments = ["工信", "科发", "财教", "发改规", "人社规", "教函", "市监", "自然资规", "商务发", "农发"];
    for (government, code) in provinces.split(' ').zip(codes.split(' ')) {
        let code = format!("{code}0000");
        let place = lexicon.places.by_code(&code).unwrap();
        let expected = |symbol: &str| if symbol.starts_with('宁') { None } else { Some(code.clone()) };
        let of = |symbol: &str| lexicon.places.of_number(&format!("{symbol}〔2020〕1号")).map(|p| p.code);
        for tail in ["发", "办发", "办函"] {
            let symbol = format!("{government}{tail}");
            // 青政发 is of 青岛, 青政 and 青政办函 are of 青海.
            let other = symbol.starts_with("青政") && tail.ends_with('发');
            assert!(other || of(&symbol) == expected(&symbol), "{symbol} is of {:?}", of(&symbol));
        }
        for department in departments {
            let symbol = format!("{}{department}", government.chars().next().unwrap());
            let shared = symbol.starts_with(['宁', '青']);
            let expected = if symbol.starts_with('新') && code.starts_with("66") { "650000".to_owned() } else { code.clone() };
            assert_eq!(of(&symbol), (!shared).then_some(expected), "{symbol} of {}", place.name);
        }
    }
}

#[test]
fn every_row_of_places_is_read_back() {
    #[derive(serde::Deserialize)]
    struct File {
        places: std::collections::BTreeMap<String, std::collections::BTreeMap<String, Vec<String>>>,
        shared: Vec<String>,
        parts: std::collections::BTreeMap<String, String>,
    }
    let lexicon = Lexicon::embedded();
    let file: File = toml::from_str(include_str!("../../index/lexicon/symbols.toml")).unwrap();
    for (code, row) in &file.places {
        for symbol in &row["government"] {
            let got = lexicon.places.of_number(&format!("{symbol}〔2020〕1号")).map(|p| p.code);
            assert_eq!(got, (!file.shared.contains(symbol)).then(|| code.clone()), "{symbol}");
        }
        for stem in row.get("stems").into_iter().flatten() {
            let got = lexicon.places.of_number(&format!("{stem}科规字〔2020〕1号")).map(|p| p.code);
            assert_eq!(got, (!file.shared.contains(stem)).then(|| code.clone()), "{stem}");
        }
    }
    for (part, body) in &file.parts {
        let letters = format!("粤{part}");
        let got = lexicon.authorities.of_number(&letters).and_then(|s| s.body.map(str::to_owned));
        assert_eq!(got.as_deref(), Some(body.as_str()), "{letters}");
    }
}

#[test]
fn a_text_is_cut_before_its_last_number() {
    let lexicon = Lexicon::embedded();
    let cases = [
        ("按照国发", Some("国发")),
        ("根据工信部联规", Some("工信部联规")),
        ("广东省工业和信息化厅粤工信规字", Some("粤工信规字")),
        ("财政部财库", Some("财库")),
        ("财政部税务总局财税", Some("财税")),
        ("安徽省科学技术厅皖科基地", Some("皖科基地")),
        ("国家发展改革委发改产业", Some("发改产业")),
        ("国资委国资发产权", Some("国资发产权")),
        ("广州市人民政府办公厅穗府办规", Some("穗府办规")),
        ("参照鄂经信和湘工信", Some("湘工信")),
        ("转发豫财科", Some("豫财科")),
        ("工业和信息化部工信部科", Some("工信部科")),
        ("西安市人民政府市政发", Some("市政发")),
        ("粤府", Some("粤府")),
        ("南京市宁政规字", Some("宁政规字")),
        ("印发云南省云政发", Some("云政发")),
        // Letters that no row holds, behind the body whose name they are taken from.
        ("启东市科技局启科发", Some("启科发")),
        ("某某县人民政府某政办", Some("某政办")),
        ("启东市科技局某科发", None),
        // An unknown county's letters are not cut in two: 科发 alone would be another body's.
        ("启科发", None),
        ("海门财建", None),
        ("关于印发", None),
        ("", None),
    ];
    for (text, suffix) in cases {
        assert_eq!(lexicon.authorities.longest_symbol_suffix(text), suffix, "{text}");
    }
    let long = "粤".repeat(100_000);
    assert_eq!(lexicon.authorities.longest_symbol_suffix(&long), None);
}
