//! Width folding by a fixed one-to-one table.
//!
//! NFKC is not used: it turns ① into 1 and ㎡ into two characters, and so loses both the marker and
//! the place. Here every character becomes exactly one character.

/// Folds full-width letters, digits and punctuation to their ASCII forms, and the bracket and dash
/// variants of document numbers to one form each.
///
/// ```
/// use tiaoli::text::width::fold_width;
/// assert_eq!(fold_width('，'), ',');
/// assert_eq!(fold_width('％'), '%');
/// assert_eq!(fold_width('［'), '[');
/// assert_eq!(fold_width('①'), '①');
/// ```
pub fn fold_width(c: char) -> char {
    match c {
        // The full-width ASCII block stands at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        '﹝' => '〔',
        '﹞' => '〕',
        '〈' | '‹' => '<',
        '〉' | '›' => '>',
        '–' | '—' | '―' | '−' | '﹣' | '‐' | '‑' => '-',
        '﹪' => '%',
        '｡' => '。',
        '､' => '、',
        '﹐' => ',',
        '﹕' => ':',
        '﹔' => ';',
        '﹙' => '(',
        '﹚' => ')',
        '‧' | '・' | '•' | '●' | '∙' | '⋅' => '·',
        '「' | '『' | '〝' => '“',
        '」' | '』' | '〞' | '〟' => '”',
        '○' => '〇',
        _ => radical(c),
    }
}

/// Kangxi radicals and the radicals supplement that PDF readers emit in place of characters.
fn radical(c: char) -> char {
    // Each pair: the radical and the character it looks like.
    const LOOKALIKES: &str = "⺠民⻅见⻛风⻋车⻓长⻰龙⻢马⻔门⻉贝⻄西⻆角⻘青⻚页⻜飞⻝食⻥鱼⻦鸟⻩黄⻬齐⻮齿\
        ⼀一⼆二⼈人⼊入⼋八⼒力⼗十⼝口⼟土⼠士⼤大⼥女⼦子⼩小⼯工⼰己⼲干⼴广⼼心⼾户⼿手⽀支⽂文⽅方⽇日⽉月⽊木⽌止\
        ⽐比⽑毛⽒氏⽓气⽔水⽕火⽗父⽚片⽛牙⽜牛⽟玉⽣生⽤用⽥田⽩白⽬目⽯石⽰示⽴立⽵竹⽶米⽹网⽼老⽽而⽿耳⾁肉⾃自⾄至\
        ⾊色⾍虫⾎血⾏行⾐衣⾔言⾛走⾜足⾝身⾟辛⾥里⾦金⾬雨⾮非⾯面⾰革⾳音⾸首⾹香⾼高⿊黑";
    if !('\u{2E80}'..='\u{2FDF}').contains(&c) {
        return c;
    }
    let mut chars = LOOKALIKES.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// Writes the lower case of a character.
#[inline]
pub fn push_lower(out: &mut String, c: char) {
    match c {
        // Most characters are Chinese and have no case; the tables of the standard library are slow for them.
        '\u{2E80}'..='\u{9FFF}' => out.push(c),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Whether a character takes no place in matching: white space, the byte order mark, zero-width marks.
pub fn is_blank(c: char) -> bool {
    !matches!(c, '\u{4E00}'..='\u{9FFF}') && is_blank_sign(c)
}

fn is_blank_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{00AD}')
}
