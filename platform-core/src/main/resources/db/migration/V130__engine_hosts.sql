-- How instances find their place: whether a host takes new ones, how much they may reserve there, and how they are reached.
alter table resource_host add column schedulable boolean default true not null;
alter table resource_host add column memory_limit_bytes bigint;
alter table resource_host add column cpu_limit double precision;
alter table resource_host add column publish_address varchar(64);
alter table resource_host add column gateway_url varchar(200);

alter table plugin_instance add column memory_bytes bigint default 0 not null;
alter table plugin_instance add column cpus double precision default 0 not null;
create index plugin_instance_host on plugin_instance (resource_host_id);

-- The host on which a plugin's data lies: its next instance has to run there.
create table plugin_home (
    plugin varchar(64) not null primary key,
    resource_host_id varchar(36) not null
);
