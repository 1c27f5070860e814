//! Which place a body is of, and what its name is in full.

use super::Lexicon;

#[test]
fn names_tell_place_and_level() {
    let lexicon = Lexicon::embedded();
    let cases = "
        国务院 000000 national
        國務院辦公廳 000000 national
        中共中央办公厅 000000 national
        工业和信息化部 000000 national
        工信部 000000 national
        國家發展改革委 000000 national
        财政部 000000 national
        最高人民法院 000000 national
        国家税务总局 000000 national
        原文化部 000000 national
        原国家经贸委 000000 national
        国家卫生计生委 000000 national
        中国人民银行 000000 national
        国家税务总局广东省税务局 440000 provincial
        国家税务总局深圳市税务局 440300 municipal
        中国人民银行上海市分行 310000 provincial
        北京市人民政府 110000 provincial
        北京市经济和信息化局 110000 provincial
        天津市科学技术局 120000 provincial
        河北省人民政府办公厅 130000 provincial
        山西省工业和信息化厅 140000 provincial
        内蒙古自治区科技厅 150000 provincial
        辽宁省财政厅 210000 provincial
        吉林省科技厅 220000 provincial
        吉林市科技局 220200 municipal
        黑龙江省发展和改革委员会 230000 provincial
        上海市经济和信息化委员会 310000 provincial
        上海市浦东新区人民政府 310115 county
        江苏省工信厅 320000 provincial
        苏州工业园区管理委员会 320500 municipal
        浙江省经济和信息化厅 330000 provincial
        杭州市人民政府 330100 municipal
        安徽省人民政府 340000 provincial
        福建省工信厅 350000 provincial
        廈門市人民政府 350200 municipal
        江西省科学技术厅 360000 provincial
        山东省人民政府 370000 provincial
        青岛市人民政府办公厅 370200 municipal
        河南省科技厅 410000 provincial
        湖北省经济和信息化厅 420000 provincial
        仙桃市人民政府 429004 municipal
        湖南省工业和信息化厅 430000 provincial
        長沙市人民政府 430100 municipal
        长沙县人民政府 430100 county
        廣東省工業和信息化廳 440000 provincial
        广东省广州市黄埔区人民政府 440112 county
        深圳市工业和信息化局 440300 municipal
        佛山市顺德区人民政府 440600 county
        廣西壯族自治區人民政府 450000 provincial
        广西科技厅 450000 provincial
        海南省人民政府 460000 provincial
        海南州人民政府 632500 municipal
        澄迈县人民政府 469023 county
        重庆市人民政府 500000 provincial
        重庆市两江新区管委会 500000 county
        重庆市渝北区人民政府 500112 county
        四川省经济和信息化厅 510000 provincial
        贵州省人民政府 520000 provincial
        黔东南州人民政府 522600 municipal
        雲南省工業和信息化廳 530000 provincial
        大理州人民政府 532900 municipal
        大理市人民政府 532900 county
        西藏自治区科技厅 540000 provincial
        陕西省工业和信息化厅 610000 provincial
        甘肃省人民政府 620000 provincial
        青海省人民政府 630000 provincial
        宁夏回族自治区人民政府 640000 provincial
        宁夏工信厅 640000 provincial
        新疆维吾尔自治区人民政府 650000 provincial
        新疆生产建设兵团工业和信息化局 660000 provincial
        石河子市人民政府 659001 municipal
        中共广州市委办公厅 440100 municipal
        抚顺县人民政府 210400 county
        北京市朝阳区人民政府 110105 county
        朝阳区人民政府 none
        某某公司 none";
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|l| !l.trim().is_empty()) {
        let mut words = line.trim().splitn(2, ' ');
        let (name, expected) = (words.next().unwrap(), words.next().unwrap());
        let place = lexicon.places.of_authority(&crate::text::fold(name));
        let got = place.map_or("none".to_owned(), |p| format!("{} {}", p.code, p.level.as_str()));
        if got != expected {
            wrong.push(format!("{name}: {got}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_province_and_its_main_departments_are_bodies() {
    let lexicon = Lexicon::embedded();
    let file: toml::Table = toml::from_str(include_str!("../../index/lexicon/places.toml")).unwrap();
    let provinces =
        file["places"].as_table().unwrap().iter().filter(|(code, _)| code.ends_with("0000") && !code.starts_with(['0', '7', '8']));
    let mut count = 0;
    for (code, name) in provinces {
        let name = name.as_str().unwrap();
        let hall = if name.ends_with('市') || name.ends_with("兵团") { "局" } else { "厅" };
        let bodies = [
            "人民政府".to_owned(),
            "人民政府办公厅".to_owned(),
            format!("工业和信息化{hall}"),
            format!("科学技术{hall}"),
            format!("财政{hall}"),
            "发展和改革委员会".to_owned(),
            format!("人力资源和社会保障{hall}"),
            "市场监督管理局".to_owned(),
        ];
        for body in bodies {
            let full = format!("{name}{body}");
            assert!(lexicon.places.is_authority(&full), "{full}");
            assert_eq!(lexicon.places.of_authority(&full).map(|p| p.code).as_ref(), Some(code), "{full}");
            assert_eq!(lexicon.full_name(&full).as_ref(), Some(&full));
        }
        count += 1;
    }
    assert_eq!(count, 32, "31 provinces and the Corps");
}

#[test]
fn names_are_written_in_full() {
    let lexicon = Lexicon::embedded();
    let cases = [
        ("工信部", Some("工业和信息化部")),
        ("原文化部", Some("文化部")),
        ("國家發改委", Some("国家发展和改革委员会")),
        ("市科技局", Some("市科学技术局")),
        ("省工信厅", Some("省工业和信息化厅")),
        ("省工業和信息化廳", Some("省工业和信息化厅")),
        ("广东省工信厅", Some("广东省工业和信息化厅")),
        ("广东工信厅", Some("广东省工业和信息化厅")),
        ("自治区发展改革委", Some("自治区发展和改革委员会")),
        ("市发改局", Some("市发展和改革局")),
        ("广州市黄埔区工信局", Some("广州市黄埔区工业和信息化局")),
        ("省政府办公厅", Some("省人民政府办公厅")),
        ("市府办", Some("市人民政府办公室")),
        ("上海市科委", Some("上海市科学技术委员会")),
        ("北京市经济和信息化局", Some("北京市经济和信息化局")),
        ("市人社局", Some("市人力资源和社会保障局")),
        ("市市场监管局", Some("市市场监督管理局")),
        ("市国资委", Some("市国有资产监督管理委员会")),
        ("市委", None),
        ("某某公司", None),
        ("", None),
    ];
    for (name, full) in cases {
        assert_eq!(lexicon.full_name(name).as_deref(), full, "{name}");
    }
    assert!(lexicon.same_body("省工信廳", "省工业和信息化厅") && !lexicon.same_body("省工信厅", "市工信局"));
    let names = lexicon.names_of("市科技局");
    assert_eq!(names[0], "市科学技术局");
    assert!(names.contains(&"市科技局".to_owned()), "{names:?}");
    assert_eq!(lexicon.names_of("工业和信息化部"), ["工业和信息化部", "工信部"]);
    assert_eq!(lexicon.names_of("某某公司"), [] as [&str; 0]);
    assert_eq!(lexicon.authorities.body("原国家旅游局").and_then(|b| b.until.clone()).as_deref(), Some("2018-03"));
}

#[test]
fn every_national_body_is_one_by_each_of_its_names() {
    let lexicon = Lexicon::embedded();
    let file: toml::Table = toml::from_str(include_str!("../../index/lexicon/authorities.toml")).unwrap();
    for row in file["body"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let short = row["short"].as_array().unwrap().iter().filter_map(|s| s.as_str());
        for form in short.chain([name]) {
            assert!(lexicon.places.is_authority(form), "{form}");
            assert_eq!(lexicon.full_name(form).as_deref(), Some(name), "{form}");
            assert_eq!(lexicon.places.of_authority(form).map(|p| p.code).as_deref(), Some("000000"), "{form}");
        }
    }
}

#[test]
fn every_department_of_the_tables_has_a_full_name() {
    let lexicon = Lexicon::embedded();
    let file: toml::Table = toml::from_str(include_str!("../../index/lexicon/authorities.toml")).unwrap();
    let rows = |table: &str| -> Vec<(String, Vec<String>)> {
        let table = file[table].as_table().unwrap().iter();
        let words = |list: &toml::Value| list.as_array().unwrap().iter().filter_map(|w| w.as_str()).map(str::to_owned).collect();
        table.map(|(full, short)| (full.clone(), words(short))).collect()
    };
    for (full, short) in rows("functions") {
        for form in short.iter().chain([&full]) {
            assert_eq!(lexicon.full_name(&format!("市{form}局")), Some(format!("市{full}局")), "{form}");
        }
    }
    for (full, short) in rows("names") {
        for form in short.iter().chain([&full]) {
            assert_eq!(lexicon.full_name(&format!("省{form}")), Some(format!("省{full}")), "{form}");
        }
    }
}
