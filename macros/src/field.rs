//! A field of a declaration, and what its `#[field(…)]` may say:
//! `wire = "key"` (the service's key where it is not the field's name), `query` (travels in the
//! query), `flag` (a boolean that may come as an integer), `opposite = "key"` (a key whose boolean
//! says the opposite), `alias("key", …)`, `lenient` (a value of another kind counts as absent),
//! `values("a", …)` (the values known today).

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Expr, ExprLit, Field, Ident, Lit, LitStr, Meta, Result, Type};

#[derive(Default)]
struct Options {
    wire: Option<LitStr>,
    query: bool,
    flag: bool,
    lenient: bool,
    opposite: Option<LitStr>,
    aliases: Vec<LitStr>,
    values: Vec<LitStr>,
}

/// One field, read.
pub(crate) struct Declared {
    pub(crate) name: Ident,
    ty: Type,
    text: String,
    options: Options,
}

impl Declared {
    /// Reads a field and takes its `#[field(…)]` away.
    pub(crate) fn take(field: &mut Field) -> Result<Self> {
        let name =
            field.ident.clone().ok_or_else(|| Error::new_spanned(&*field, "needs a name"))?;
        let mut options = Options::default();
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("field")) {
            options.read(attribute)?;
        }
        field.attrs.retain(|attribute| !attribute.path().is_ident("field"));
        let text = doc_text(&field.attrs);
        if text.is_empty() {
            return Err(Error::new(name.span(), "a field needs a doc comment"));
        }
        Ok(Declared { name, ty: field.ty.clone(), text, options })
    }

    pub(crate) fn is_option(&self) -> bool {
        let Type::Path(path) = &self.ty else { return false };
        path.path.segments.last().is_some_and(|segment| segment.ident == "Option")
    }

    /// The field's entry in the table; `body` says where it travels if nothing else does.
    pub(crate) fn table(&self, path: &str, body: bool) -> TokenStream {
        let (ty, name) = (&self.ty, self.name.to_string());
        let wire = self.options.wire.as_ref().map_or_else(|| name.clone(), LitStr::value);
        let kind = if self.options.flag {
            quote!(crate::schema::Kind::Flag)
        } else {
            quote!(<#ty as crate::schema::Value>::KIND)
        };
        let place = if path.contains(&format!("{{{name}}}")) {
            quote!(Path)
        } else if self.options.query || !body {
            quote!(Query)
        } else {
            quote!(Body)
        };
        let Options { lenient, aliases, .. } = &self.options;
        let opposite = match &self.options.opposite {
            Some(key) => quote!(Some(#key)),
            None => quote!(None),
        };
        quote! {
            crate::schema::Field {
                name: #name,
                wire: #wire,
                kind: #kind,
                required: <#ty as crate::schema::Value>::REQUIRED,
                lenient: #lenient,
                place: crate::schema::Place::#place,
                aliases: &[#(#aliases),*],
                opposite: #opposite,
            }
        }
    }

    pub(crate) fn doc(&self) -> TokenStream {
        let (ty, text, values) = (&self.ty, &self.text, &self.options.values);
        quote! {
            crate::schema::FieldDoc {
                text: #text,
                values: &[#(#values),*],
                nested: <#ty as crate::schema::Value>::DOC,
            }
        }
    }
}

impl Options {
    fn read(&mut self, attribute: &Attribute) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            match meta.path.require_ident()?.to_string().as_str() {
                "wire" => self.wire = Some(meta.value()?.parse()?),
                "opposite" => self.opposite = Some(meta.value()?.parse()?),
                "query" => self.query = true,
                "flag" => self.flag = true,
                "lenient" => self.lenient = true,
                "alias" => self.aliases = strings(&meta)?,
                "values" => self.values = strings(&meta)?,
                _ => return Err(meta.error("unknown here")),
            }
            Ok(())
        })
    }
}

fn strings(meta: &syn::meta::ParseNestedMeta<'_>) -> Result<Vec<LitStr>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let list = content.parse_terminated(<LitStr as syn::parse::Parse>::parse, syn::Token![,])?;
    Ok(list.into_iter().collect())
}

/// The text of the doc comments among some attributes.
pub(crate) fn doc_text(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &pair.value
        {
            let line = line.value();
            lines.push(line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned());
        }
    }
    lines.join("\n")
}
