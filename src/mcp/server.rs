//! The server of one client: what it can do, and each request handed to its room.

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, GetPromptRequestParams, GetPromptResponse,
    Implementation, ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};

use super::{Source, prompt, resources, tools};

/// Answers one client. Cheap to make and to clone.
#[derive(Clone)]
pub struct Server {
    source: Source,
}

impl Server {
    /// A server over what `source` gives.
    pub fn new(source: Source) -> Server {
        Server { source }
    }

    /// Does work that takes the processor for a while, beside the threads that talk.
    async fn work<T: Send + 'static>(&self, work: impl FnOnce(&dyn super::Holdings) -> T + Send + 'static) -> Result<T, ErrorData> {
        let source = self.source.clone();
        let done = tokio::task::spawn_blocking(move || work(source().as_ref())).await;
        done.map_err(|_| ErrorData::internal_error("this request failed inside the server; others still work", None))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let can = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().build();
        let about = Implementation::new("tiaoli", env!("CARGO_PKG_VERSION"))
            .with_title("条理 Tiaoli")
            .with_description("Chinese policy documents, clause by clause, with words that can be checked");
        ServerConfig::new(can).with_server_info(about).with_instructions(prompt::INSTRUCTIONS)
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        tools::list().map(ListToolsResult::with_all_items).map_err(|e| ErrorData::internal_error(e, None))
    }

    async fn call_tool(&self, asked: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let name = asked.name.to_string();
        let answer = self.work(move |holdings| tools::run(holdings, &name, asked.arguments.unwrap_or_default())).await?;
        match answer {
            None => {
                let known = tools::names().join(", ");
                Err(ErrorData::invalid_params(format!("there is no tool {:?}; there are {known}", asked.name), None))
            }
            Some(Ok(value)) => Ok(CallToolResult::structured(value).into()),
            Some(Err(refusal)) => Ok(CallToolResult::error(vec![ContentBlock::text(refusal.text())]).into()),
        }
    }

    async fn list_resources(
        &self,
        asked: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = asked.and_then(|a| a.cursor);
        let (listed, next) = self.work(move |holdings| resources::list(holdings, cursor.as_deref())).await??;
        let mut out = ListResourcesResult::with_all_items(listed);
        out.next_cursor = next;
        Ok(out)
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        asked: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let contents = self.work(move |holdings| resources::read(holdings, &asked.uri)).await??;
        Ok(ReadResourceResult::new(vec![contents]).into())
    }

    async fn list_prompts(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompt::list()))
    }

    async fn get_prompt(&self, asked: GetPromptRequestParams, _: RequestContext<RoleServer>) -> Result<GetPromptResponse, ErrorData> {
        prompt::get(&asked).map(Into::into)
    }
}
