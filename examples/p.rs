use tiaoli::*;
fn main() {
    let path = std::env::args().last().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let id = path.trim_end_matches(".txt").rsplitn(3, '/').take(2).collect::<Vec<_>>();
    let id = format!("{}/{}", id[1], id[0]);
    let f = corpus::SourceFile { id: id.parse().unwrap(), text: text::SourceText::decode(&bytes).unwrap(), ..Default::default() };
    let p = parsed::ParsedPolicy::parse(&f, &lexicon::Lexicon::embedded());
    println!("{}", serde_json::to_string(&p).unwrap());
}
