//! The message files, built into the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast;
use rust_embed::RustEmbed;

use super::{Language, functions};

/// English names of what the word lists name in Chinese. Not texts: nothing says them by their ids.
const NAMES_FILE: &str = "names.ftl";

#[derive(RustEmbed)]
#[folder = "web/messages/"]
struct Files;

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 3]> = LazyLock::new(|| Language::ALL.map(bundle));

/// All files of a language. What Fluent cannot read in a file is left out; a test reads every file strictly.
fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks of direction are for Arabic and Hebrew; here they would only be carried along when text is copied.
    bundle.set_use_isolating(false);
    functions::add(&mut bundle, language);
    let folder = format!("{}/", language.tag());
    for path in Files::iter().filter(|path| path.starts_with(&folder) && !path.ends_with(NAMES_FILE)) {
        let Some(file) = Files::get(&path) else { continue };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn of(language: Language) -> &'static FluentBundle<FluentResource> {
    let [hans, hant, english] = &*BUNDLES;
    match language {
        Language::Hans => hans,
        Language::Hant => hant,
        Language::English => english,
    }
}

/// Chinese labels of word lists with their English names, from `names.ftl`: the attribute `of` holds the label.
static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let plain = |pattern: &ast::Pattern<&str>| match pattern.elements.as_slice() {
        [ast::PatternElement::TextElement { value }] => Some((*value).to_owned()),
        _ => None,
    };
    let pair = |entry: &ast::Entry<&str>| match entry {
        ast::Entry::Message(message) => {
            let label = message.attributes.iter().find(|a| a.id.name == "of")?;
            Some((plain(&label.value)?, plain(message.value.as_ref()?)?))
        }
        _ => None,
    };
    english_file(NAMES_FILE, |resource| resource.entries().filter_map(pair).collect())
});

/// What `read` makes of an English message file.
pub(super) fn english_file<T: Default>(name: &str, read: impl FnOnce(&FluentResource) -> T) -> T {
    let Some(file) = Files::get(&format!("en/{name}")) else { return T::default() };
    let text = String::from_utf8_lossy(&file.data).into_owned();
    let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, _)| readable);
    read(&resource)
}

/// The English name of a label of a word list.
pub(super) fn english_name(label: &str) -> Option<&'static str> {
    NAMES.get(label).map(String::as_str)
}

/// The text of a name, filled in; what no file has is the name itself.
pub(super) fn text(language: Language, id: &str, args: Option<&FluentArgs>) -> String {
    let bundle = of(language);
    let Some(pattern) = bundle.get_message(id).and_then(|m| m.value()) else { return id.to_owned() };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    text.into_owned()
}
