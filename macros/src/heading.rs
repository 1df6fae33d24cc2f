//! What is in the brackets of the three macros.

use syn::meta::ParseNestedMeta;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitInt, LitStr, Result, Type};

use crate::rules::Rule;

pub(crate) struct Operation {
    pub(crate) name: LitStr,
    pub(crate) method: Ident,
    pub(crate) path: LitStr,
    pub(crate) repeat: Repeat,
    pub(crate) output: Type,
    /// Keys under which the response may come inside of an object.
    pub(crate) envelope: Vec<LitStr>,
    pub(crate) rules: Vec<Rule>,
}

/// `Read`, `SetsState`, `Deletes`, `Once` or `OnceUnless(field)`.
pub(crate) struct Repeat {
    pub(crate) kind: Ident,
    pub(crate) field: Option<Ident>,
}

impl syn::parse::Parse for Repeat {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let kind = input.parse()?;
        let mut field = None;
        if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            field = Some(content.parse()?);
        }
        Ok(Repeat { kind, field })
    }
}

pub(crate) struct Input {
    pub(crate) rules: Vec<Rule>,
}

pub(crate) struct Model {
    pub(crate) id: LitInt,
    /// The field that a bare value means, where one may come in the object's place.
    pub(crate) or: Option<Ident>,
}

impl syn::parse::Parse for Operation {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut name, mut route, mut repeat, mut output) = (None, None, None, None);
        let (mut envelope, mut rules) = (Vec::new(), Vec::new());
        let parser = syn::meta::parser(|meta| {
            if meta.path.is_ident("name") {
                name = Some(meta.value()?.parse()?);
            } else if let Some(method) = method(&meta) {
                route = Some((method, meta.value()?.parse()?));
            } else if meta.path.is_ident("repeat") {
                repeat = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("output") {
                output = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("envelope") {
                envelope = crate::field::strings(&meta)?;
            } else {
                rules.push(Rule::parse(&meta)?);
            }
            Ok(())
        });
        let span = input.span();
        parser.parse2(input.parse()?)?;
        let missing = |what: &str| Error::new(span, format!("an operation needs {what}"));
        let (method, path) = route.ok_or_else(|| missing("get = \"/path\" or post = \"/path\""))?;
        let repeat: Repeat = repeat.ok_or_else(|| {
            missing("repeat = Read, SetsState, Deletes, Once or OnceUnless(field)")
        })?;
        if repeat.kind == "Deletes" && method != "Delete" {
            return Err(Error::new(repeat.kind.span(), "only for delete = \"/path\""));
        }
        Ok(Operation {
            name: name.ok_or_else(|| missing("name = \"…\""))?,
            method,
            path,
            repeat,
            output: output.ok_or_else(|| missing("output = Type"))?,
            envelope,
            rules,
        })
    }
}

fn method(meta: &ParseNestedMeta<'_>) -> Option<Ident> {
    let ident = meta.path.get_ident()?;
    let name = match ident.to_string().as_str() {
        "get" => "Get",
        "post" => "Post",
        "put" => "Put",
        "patch" => "Patch",
        "delete" => "Delete",
        _ => return None,
    };
    Some(Ident::new(name, ident.span()))
}

impl syn::parse::Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut rules = Vec::new();
        let parser = syn::meta::parser(|meta| {
            rules.push(Rule::parse(&meta)?);
            Ok(())
        });
        parser.parse2(input.parse()?)?;
        Ok(Input { rules })
    }
}

impl syn::parse::Parse for Model {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut id, mut or) = (None, None);
        let span = input.span();
        let parser = syn::meta::parser(|meta| {
            if meta.path.is_ident("id") {
                id = Some(meta.value()?.parse()?);
                Ok(())
            } else if meta.path.is_ident("or") {
                or = Some(meta.value()?.parse()?);
                Ok(())
            } else {
                Err(meta.error("a model takes id = number and or = field"))
            }
        });
        parser.parse2(input.parse()?)?;
        let id = id.ok_or_else(|| Error::new(span, "a model needs id = number"))?;
        Ok(Model { id, or })
    }
}
