//! The struct, its derives and its tables.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Fields, Ident, ItemStruct, Result, parse_quote};

use crate::builder;
use crate::field::Declared;
use crate::heading::{Input, Model, Operation, Repeat};
use crate::rules::Rule;
use crate::words::{doc_text, for_rust};

pub(crate) fn operation(heading: Operation, item: ItemStruct) -> Result<TokenStream> {
    let Operation { name, method, path, repeat, output, envelope, rules } = heading;
    let ident = item.ident.clone();
    let body = method == "Post" || method == "Put" || method == "Patch";
    let Repeat { kind: repeat, field } = repeat;
    if let Some(field) = &field
        && !item.fields.iter().any(|known| known.ident.as_ref() == Some(field))
    {
        return Err(Error::new(field.span(), "no such field"));
    }
    let repeat = match field.map(|field| field.to_string()) {
        Some(field) => quote!(#repeat(#field)),
        None => quote!(#repeat),
    };
    let reply = quote!(<#output as crate::schema::Value>::KIND);
    let reply = if envelope.is_empty() {
        reply
    } else {
        quote!(crate::schema::Kind::Enveloped(&[#(#envelope),*], &#reply))
    };
    let text = doc_text(&item.attrs);
    let Expanded { table, fields } = table(item, &rules, &path.value(), body, Side::Input)?;
    let client = builder::client(&name.value(), &ident, &text, &fields);
    Ok(quote! {
        #table
        #client
        impl crate::schema::Call for #ident {
            const OPERATION: &'static crate::schema::Operation = &crate::schema::Operation {
                name: #name,
                method: crate::schema::Method::#method,
                path: #path,
                input: <#ident as crate::schema::Table>::SHAPE,
                reply: #reply,
                repeat: crate::schema::Repeat::#repeat,
            };
            const OPERATION_DOC: &'static crate::schema::OperationDoc = &crate::schema::OperationDoc {
                operation: <#ident as crate::schema::Call>::OPERATION,
                input: <#ident as crate::schema::Table>::SHAPE_DOC,
                reply: <#output as crate::schema::Value>::DOC,
                module: module_path!(),
            };
            type Output = #output;
        }
    })
}

pub(crate) fn input(heading: Input, item: ItemStruct) -> Result<TokenStream> {
    let value = value(&item, None)?;
    let Expanded { table, .. } = table(item, &heading.rules, "", true, Side::Input)?;
    Ok(quote!(#table #value))
}

pub(crate) fn model(heading: Model, item: ItemStruct) -> Result<TokenStream> {
    let value = value(&item, heading.or)?;
    let id = heading.id.base10_parse()?;
    let Expanded { table, .. } = table(item, &[], "", true, Side::Output(id))?;
    Ok(quote!(#table #value))
}

/// Inputs leave out what is not given; outputs always have every field.
enum Side {
    Input,
    Output(u16),
}

fn value(item: &ItemStruct, or: Option<Ident>) -> Result<TokenStream> {
    let ident = &item.ident;
    let mut kind = quote! {
        crate::schema::Kind::Object(<#ident as crate::schema::Table>::SHAPE)
    };
    if let Some(or) = or {
        let place = item.fields.iter().position(|field| field.ident.as_ref() == Some(&or));
        let place = place.ok_or_else(|| Error::new(or.span(), "no such field"))?;
        kind = quote!(#kind.bare(#place));
    }
    Ok(quote! {
        impl crate::schema::Value for #ident {
            const KIND: crate::schema::Kind = #kind;
            const DOC: Option<&'static crate::schema::ShapeDoc> =
                Some(<#ident as crate::schema::Table>::SHAPE_DOC);
        }
    })
}

/// A struct with its tables, and the fields that it declares.
struct Expanded {
    table: TokenStream,
    fields: Vec<Declared>,
}

fn table(
    mut item: ItemStruct,
    rules: &[Rule],
    path: &str,
    body: bool,
    side: Side,
) -> Result<Expanded> {
    let ident = item.ident.clone();
    let text = doc_text(&item.attrs);
    say_in_rust(&mut item.attrs);
    let mut declared = Vec::new();
    match &mut item.fields {
        Fields::Named(fields) => {
            for field in &mut fields.named {
                let one = Declared::take(field)?;
                say_in_rust(&mut field.attrs);
                if matches!(side, Side::Input) && one.is_option() {
                    field.attrs.push(parse_quote! {
                        #[cfg_attr(
                            feature = "serde",
                            serde(default, skip_serializing_if = "Option::is_none")
                        )]
                    });
                }
                // A partial object has not every list.
                if matches!(side, Side::Output(_)) && one.is_list() {
                    field.attrs.push(parse_quote! {
                        #[cfg_attr(feature = "serde", serde(default))]
                    });
                }
                declared.push(one);
            }
        }
        Fields::Unit => {}
        Fields::Unnamed(_) => return Err(Error::new_spanned(&item, "fields need names")),
    }
    // Which fields were given is counted in the bits of a u64.
    if declared.len() > 64 {
        return Err(Error::new_spanned(&ident, "a table holds at most 64 fields"));
    }
    let names: Vec<String> = declared.iter().map(|field| field.name.to_string()).collect();
    let rules = rules.iter().map(|rule| rule.table(&names)).collect::<Result<Vec<_>>>()?;
    let tables = declared.iter().map(|field| field.table(path, body));
    let docs = declared.iter().map(Declared::doc);
    let name = ident.to_string();
    let (id, strict, methods) = match side {
        Side::Input => {
            let new = builder::inherent(&ident, &text, &declared);
            let write = builder::write(&ident, &declared);
            (0, quote!(, deny_unknown_fields), quote!(#new #write))
        }
        Side::Output(id) => {
            let read = builder::read(&ident, &declared);
            let write = builder::write_model(&ident, &declared);
            (id, quote!(), quote!(#read #write))
        }
    };
    let table = quote! {
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "camelCase" #strict)
        )]
        #item

        impl crate::schema::Table for #ident {
            const SHAPE: &'static crate::schema::Shape = &crate::schema::Shape {
                id: #id,
                fields: &[#(#tables),*],
                rules: &[#(#rules),*],
            };
            const SHAPE_DOC: &'static crate::schema::ShapeDoc = &crate::schema::ShapeDoc {
                shape: <#ident as crate::schema::Table>::SHAPE,
                name: #name,
                text: #text,
                fields: &[#(#docs),*],
            };
        }

        #methods
    };
    Ok(Expanded { table, fields: declared })
}

/// Replaces doc comments by what they say to a reader of Rust.
fn say_in_rust(attributes: &mut Vec<Attribute>) {
    let text = for_rust(&doc_text(attributes));
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    if !text.is_empty() {
        attributes.insert(0, parse_quote!(#[doc = #text]));
    }
}
