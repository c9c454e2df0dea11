create table plugin_package (
    id varchar(36) not null primary key,
    name varchar(64) not null,
    version varchar(64) not null,
    state varchar(16) not null,
    search_text varchar(600) not null,
    size_bytes bigint not null,
    digest varchar(71) not null,
    object_key varchar(200) not null,
    image_id varchar(71) not null,
    manifest ${longtext} not null,
    uploaded_at ${timestamp} not null,
    uploaded_by varchar(200) not null,
    registered_at ${timestamp},
    revision bigint not null,
    constraint plugin_package_once unique (name, version)
);

-- What is being written to object storage, or is to be removed from it: noted before, struck out after.
create table storage_intent (
    id varchar(36) not null primary key,
    object_key varchar(200) not null,
    noted_at ${timestamp} not null
);

create table plugin_service (
    id varchar(200) not null primary key,
    package_id varchar(36) not null,
    plugin varchar(64) not null,
    name varchar(64) not null,
    version varchar(64) not null,
    registered boolean not null,
    search_text varchar(600) not null,
    spec ${longtext} not null
);
create index plugin_service_of on plugin_service (plugin, name);
create index plugin_service_package on plugin_service (package_id);

create table data_entity (
    id varchar(200) not null primary key,
    package_id varchar(36) not null,
    plugin varchar(64) not null,
    name varchar(64) not null,
    version varchar(64) not null,
    spec ${longtext} not null
);
create index data_entity_of on data_entity (plugin, name);
create index data_entity_package on data_entity (package_id);
