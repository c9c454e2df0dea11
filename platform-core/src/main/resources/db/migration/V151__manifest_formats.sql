-- Which protocol the plugin speaks: its own format's.
alter table plugin_service add column format varchar(16) default 'sextant' not null;
alter table data_entity add column format varchar(16) default 'sextant' not null;
