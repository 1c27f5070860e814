//! What the model is told at the start, and the one prompt.

use rmcp::model::{ErrorData, GetPromptRequestParams, GetPromptResult, Prompt, PromptArgument, PromptMessage, Role};

/// How to quote, in English and Chinese; clients put it before the model.
pub const INSTRUCTIONS: &str = "\
Tiaoli 条理 holds Chinese policy documents, clause by clause, and only reads.\n\
How to quote:\n\
1. Find the clause with `search` or `resolve`, read it with `get_clause`. What is not held is not known: say so, and never quote from memory.\n\
2. Copy the words from `text` character by character and put them in “…”. Do not shorten inside a quotation; end it earlier instead.\n\
3. Give with every quotation its `citation`, its `policy` and `address`, and the first eight digits of `text_sha256`.\n\
4. `text_status` digest means 要点（非原文）: say so, and do not quote it as the official text.\n\
5. Say how the document stands (`standing`) on the day in question. `silent`, `unrecognised` and `not_held` are different answers.\n\
6. Amounts with 不超过 or 最高 are caps. Do not add values of different clauses up.\n\
7. Before you answer, put the whole answer through `check`; correct what is not exact.\n\
如何引用：先用 search 或 resolve 找到条款，用 get_clause 读原文；引文逐字照抄 text，写明 citation、policy、address 和 text_sha256 的前八位；\
要点（非原文）不得当作原文引用；写明文件在所问日期是否有效；未规定、未识别、未收录是三种不同的回答；不超过、最高是上限，不得相加；\
库中没有的文件就说没有收录，不得凭记忆引用；答复之前用 check 核对全文，改正不一致之处。\n\
Pages: when `more` is not null, the answer was cut off; ask for the next page only when you need it. Errors say what to do next.";

/// Name of the prompt.
const QUOTE: &str = "answer_with_quotations";

/// The prompts.
pub fn list() -> Vec<Prompt> {
    let question = PromptArgument::new("question").with_description("The question, in Chinese or English").with_required(true);
    let day = PromptArgument::new("date").with_description("The day for which the answer must hold, YYYY-MM-DD; today without it");
    let what = "Answer a question on policies with quotations that have been checked (带核对过的引文回答政策问题)";
    vec![Prompt::new(QUOTE, Some(what), Some(vec![question, day])).with_title("带引文回答")]
}

/// The prompt of a name.
///
/// # Errors
/// Invalid parameters: there is no such prompt, or the question is missing.
pub fn get(asked: &GetPromptRequestParams) -> Result<GetPromptResult, ErrorData> {
    if asked.name != QUOTE {
        return Err(ErrorData::invalid_params(format!("there is no prompt {:?}; there is {QUOTE}", asked.name), None));
    }
    let given =
        |name: &str| asked.arguments.as_ref().and_then(|a| a.get(name)).and_then(|v| v.as_str()).unwrap_or_default().trim().to_owned();
    let question = given("question");
    if question.is_empty() {
        return Err(ErrorData::invalid_params("the argument `question` is missing", None));
    }
    let day = Some(given("date")).filter(|d| !d.is_empty()).map(|d| format!("\n日期：{d}（按这一天判断是否有效）")).unwrap_or_default();
    let text = format!(
        "问题：{question}{day}\n\n请只依据条理（Tiaoli）收录的文件回答。先用 search 或 resolve 找到条款，用 get_clause 读全原文，\
         引文逐字照抄并放在“”中，每处写明 citation、policy、address 和 text_sha256 的前八位。没有收录的就写明没有收录。\
         写完后把整篇答复交给 check，改到 all_right 为 true，或者写明哪些地方未能核对。"
    );
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)]))
}
