//! Procedure: the steps of an application in order, who acts, by when, and what is handed in.
//!
//! Recipe: [`procedures`] answers for each place. `steps` reads the sentences under headings that speak of a procedure,
//! part by part, and names the steps by the table of `index/lexicon/procedure.toml`; `materials` lists what an applicant
//! hands in, each with the clause that asks for it and the form in the attachments that is filled in for it.
//!
//! The order is that of the document. An actor or a time that the sentence does not name is left empty.

mod materials;
mod steps;

use std::collections::HashSet;

use rayon::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Column, CompareError, Entry, matrix, places};
use crate::clause::ClauseAddress;
use crate::extract::Fact;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::{Level, PolicyId, TextStatus};
use crate::topic::reading::forms;

/// One step.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProcedureStep)]
pub struct Step {
    /// Kind of the step: `review` (`procedure.toml`).
    pub step: String,
    /// Its name: 评审.
    pub label: String,
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
    /// Who acts, simplified; empty when the sentence does not say.
    pub actors: Vec<String>,
    /// By when, or how often: 最长不超过 1 年.
    pub times: Vec<Message>,
    /// The clause's own words.
    pub quote: String,
    /// Whether the words are the official text.
    pub text_status: TextStatus,
    /// The facts behind the times.
    pub facts: Vec<Fact>,
}

/// Something to hand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Material {
    /// Its name: 创新中心独立法人资格证书复印件.
    pub name: String,
    /// The policy.
    pub policy: PolicyId,
    /// The clause that asks for it.
    pub address: ClauseAddress,
    /// Who hands it in, as far as the sentence says.
    pub actor: Option<String>,
    /// The attachment with the form to fill in.
    pub form: Option<ClauseAddress>,
    /// The clause's own words.
    pub quote: String,
}

/// The procedure of a place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlaceProcedure {
    /// Short place name.
    pub place: String,
    /// What stands above.
    pub label: String,
    /// Level of the place.
    pub level: Option<Level>,
    /// Its policies that we hold.
    pub policies: Vec<PolicyId>,
    /// In the order of the documents.
    pub steps: Vec<Step>,
    /// In the order of the documents.
    pub materials: Vec<Material>,
    /// The policies that have forms to fill in.
    #[serde(skip)]
    pub with_forms: Vec<PolicyId>,
}

impl PlaceProcedure {
    /// The policies that tell of steps, materials or forms.
    pub fn telling(&self) -> impl Iterator<Item = &PolicyId> {
        let (steps, materials) = (self.steps.iter().map(|s| &s.policy), self.materials.iter().map(|m| &m.policy));
        let telling: HashSet<&PolicyId> = steps.chain(materials).chain(&self.with_forms).collect();
        self.policies.iter().filter(move |id| telling.contains(id))
    }
}

/// The steps of a policy as entries of a comparison: name, who acts, by when; the clause and its words.
pub(super) fn entries(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<Entry> {
    let entry = |step: Step| {
        let value = said(&step);
        let path = policy.clause(&step.address).map(|c| matrix::heading_path(policy, c)).unwrap_or_default();
        Entry {
            policy: step.policy,
            address: step.address,
            value,
            quote: step.quote,
            marks: Vec::new(),
            heading_path: path,
            text_status: step.text_status,
            facts: step.facts,
        }
    };
    steps::steps(policy, lexicon).into_iter().map(entry).collect()
}

/// A step in one line: 评审：省级工业和信息化主管部门；每年.
fn said(step: &Step) -> Message {
    let actors = (!step.actors.is_empty()).then(|| Message::new("step-actors").list("actors", step.actors.iter().map(Message::from)));
    let parts = actors.into_iter().chain(step.times.iter().cloned());
    let details = parts.reduce(|first, then| Message::new("value-also").with("first", first).with("then", then));
    let name = Message::name(&step.label);
    match details {
        Some(details) => Message::new("value-of-stage").with("stage", name).with("value", details),
        None => name,
    }
}

/// The procedures of places (all when `wanted` is empty).
///
/// # Errors
/// [`CompareError::UnknownPlace`].
pub fn procedures(library: &Library, lexicon: &Lexicon, wanted: &[String]) -> Result<Vec<PlaceProcedure>, CompareError> {
    let records = places::read_all(library);
    let policies: Vec<&ParsedPolicy> = records.iter().map(|r| &r.parsed).collect();
    procedures_of(&policies, lexicon, wanted)
}

/// The same over policies at hand.
///
/// # Errors
/// As [`procedures`].
pub fn procedures_of(policies: &[&ParsedPolicy], lexicon: &Lexicon, wanted: &[String]) -> Result<Vec<PlaceProcedure>, CompareError> {
    let place = |(column, held): (Column, Vec<&ParsedPolicy>)| PlaceProcedure {
        steps: held.par_iter().flat_map_iter(|p| steps::steps(p, lexicon)).collect(),
        materials: held.par_iter().flat_map_iter(|p| materials::materials(p, lexicon)).collect(),
        with_forms: held.iter().filter(|p| !forms(p, lexicon).is_empty()).map(|p| p.document.id.clone()).collect(),
        place: column.place,
        label: column.label,
        level: column.level,
        policies: column.policies,
    };
    Ok(places::filled(policies, lexicon, wanted)?.into_iter().map(place).collect())
}
