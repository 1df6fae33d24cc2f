//! Rules between fields: `exactly_one(a, b)` and its kin; `needs(a, b)`: where a is given, b must be.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Error, Ident, Result};

pub(crate) struct Rule {
    least: u8,
    most: u8,
    /// Whether it holds for the further ones where the first is given.
    conditional: bool,
    of: Vec<Ident>,
}

impl Rule {
    pub(crate) fn parse(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let (least, most) = match meta.path.get_ident().map(ToString::to_string).as_deref() {
            Some("exactly_one") => (1, 1),
            Some("at_least_one") => (1, u8::MAX),
            Some("at_most_one") => (0, 1),
            Some("needs") => (1, 1),
            _ => {
                let rules = "exactly_one(…), at_least_one(…), at_most_one(…), needs(…)";
                return Err(meta.error(format!("unknown here; the rules between fields: {rules}")));
            }
        };
        let mut of = Vec::new();
        meta.parse_nested_meta(|field| {
            of.push(field.path.require_ident()?.clone());
            Ok(())
        })?;
        Ok(Rule { least, most, conditional: meta.path.is_ident("needs"), of })
    }

    /// The rule as a table, its fields as positions.
    pub(crate) fn table(&self, fields: &[String]) -> Result<TokenStream> {
        let (least, most) = (self.least, self.most);
        let mut positions = Vec::new();
        for ident in &self.of {
            let position = fields.iter().position(|name| ident == name);
            let position = position.and_then(|position| u8::try_from(position).ok());
            positions.push(position.ok_or_else(|| Error::new(ident.span(), "no such field"))?);
        }
        let mut of = positions.into_iter();
        let when = match self.conditional.then(|| of.next()).flatten() {
            Some(position) => quote!(Some(#position)),
            None => quote!(None),
        };
        Ok(quote! {
            crate::schema::Rule { when: #when, of: &[#(#of),*], least: #least, most: #most }
        })
    }
}
