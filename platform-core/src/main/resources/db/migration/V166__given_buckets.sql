-- Which plugin has which bucket of the platform's own storage. It stays the plugin's when the plugin goes: whoever has had a credential
-- knows it.
create table given_bucket (
    bucket varchar(64) not null primary key,
    plugin varchar(64) not null,
    name varchar(64) not null,
    constraint given_bucket_once unique (plugin, name)
);
