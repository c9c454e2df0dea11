-- What lies on a resource host for a plugin: noted before it is made there, struck out after it is gone.
create table resource_item (
    id varchar(36) not null primary key,
    resource_host_id varchar(36) not null,
    kind varchar(16) not null,
    plugin varchar(64) not null,
    name varchar(64) not null,
    item_name varchar(64) not null,
    user_name varchar(64) not null,
    sealed_secret ${longtext} not null,
    state varchar(16) not null,
    version varchar(64),
    copied boolean default false not null,
    problem varchar(1000),
    created_at ${timestamp} not null,
    changed_at ${timestamp} not null,
    constraint resource_item_once unique (kind, plugin, name),
    constraint resource_item_place unique (resource_host_id, kind, item_name),
    constraint resource_item_host foreign key (resource_host_id) references resource_host (id)
);

-- The way from a plugin's network to what lies on a host: where this machine listens for it.
create table resource_link (
    item_id varchar(36) not null primary key,
    address varchar(64) not null,
    port integer not null,
    constraint resource_link_item foreign key (item_id) references resource_item (id) on delete cascade
);
