use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, wire};
use crate::refusal::Refusal;

/// All users; or a 502, which the documents name for this operation alone.
pub(crate) fn answer(state: &mut State, options: &Options, _: &Value) -> Result<Answer, Refusal> {
    if options.users_unavailable {
        return Err(Refusal::BadGateway);
    }
    Ok(wire::users(state, options))
}
